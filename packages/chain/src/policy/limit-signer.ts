import { formatTao, type Rao } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { ChainReader } from "../chain-reader.js";
import type { PlainCall } from "../runtime/decode-call.js";
import { Turns } from "../transactions/turns.js";
import { costOf } from "./cost.js";
import { policyError } from "./errors.js";
import { type Intent, intentOf } from "./intent.js";
import { createMemoryLedger, type SpendLedger } from "./ledger.js";

/** What a signer may do. What is absent is not limited. */
export interface SpendPolicy {
  /** Most that one transaction may take, with all calls in it: TAO, and alpha at its price. Fees are not counted. */
  readonly mostPerCall?: Rao;
  /** Most in any 24 hours. */
  readonly mostPerDay?: Rao;
  readonly netuids?: readonly number[];
  /** Accounts (ss58) that may get TAO or stake: coldkeys, and hotkeys that are staked on. */
  readonly destinations?: readonly string[];
  /** Calls that are let through unjudged, by the chain's names; for what a policy refuses otherwise, such as `Proxy.add_proxy`. */
  readonly calls?: readonly string[];
}

/** A signer that judges each transaction before it signs. It signs nothing else. */
export interface LimitedSigner extends Signer {
  readonly policy: SpendPolicy;
  /**
   * @param trial - The transaction is not sent: nothing is counted.
   * @returns What signs this transaction.
   * @throws `policy/…`, naming what is not allowed.
   */
  authorize(chain: ChainReader, call: PlainCall, trial?: boolean): Promise<Authorized>;
}

export interface Authorized {
  readonly signer: Signer;
  /** Takes back what was counted, if the transaction was not sent after all. */
  readonly release: () => Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export const isLimited = (signer: Signer): signer is LimitedSigner => "authorize" in signer && "policy" in signer;

/**
 * Attaches a policy to a signer: a keyfile, an extension, a remote signer.
 * @param ledger - Remembers what was spent; in memory by default, so that a new process begins anew.
 */
export function limitSigner(
  signer: Signer,
  policy: SpendPolicy,
  ledger: SpendLedger = createMemoryLedger(),
): LimitedSigner {
  // One at a time: two at once would each see what was spent before the other.
  const turns = new Turns();
  return {
    address: signer.address,
    publicKey: signer.publicKey,
    ...(signer.scheme === undefined ? {} : { scheme: signer.scheme }),
    policy,
    sign: async () => {
      throw policyError({ code: "policy/unknown_message" }, "A signer with a policy signs only what it has judged.", {
        remedy: "Send the transaction through the client.",
      });
    },
    authorize: (chain, call, trial = false) =>
      turns.take(signer.address, () => judge(signer, policy, ledger, chain, call, trial)),
  };
}

async function judge(
  signer: Signer,
  policy: SpendPolicy,
  ledger: SpendLedger,
  chain: ChainReader,
  call: PlainCall,
  trial: boolean,
): Promise<Authorized> {
  const intent = intentOf(call, policy.calls ?? []);
  checkReach(policy, intent);
  const amount = await costOf(chain, intent, signer.address);
  checkCall(policy, amount);
  const now = Date.now();
  checkDay(policy, amount, await ledger.spentSince(now - DAY_MS));
  if (trial || amount === 0n) return { signer, release: async () => undefined };
  await ledger.add(now, amount);
  return { signer, release: () => ledger.add(now, -amount) };
}

function checkReach({ netuids, destinations }: SpendPolicy, intent: Intent): void {
  const [call] = intent.unjudged;
  if (call !== undefined) throw callNotAllowed(call);
  const subnet = netuids && intent.netuids.find((netuid) => !netuids.includes(netuid));
  if (netuids && (subnet !== undefined || intent.everySubnet)) throw netuidNotAllowed(subnet, netuids);
  const destination = destinations && intent.destinations.find((each) => !destinations.includes(each));
  if (destination !== undefined) throw destinationNotAllowed(destination);
}

function checkCall({ mostPerCall }: SpendPolicy, amount: Rao): void {
  if (mostPerCall === undefined || amount <= mostPerCall) return;
  throw policyError(
    { code: "policy/over_call_limit", amount, limit: mostPerCall },
    `The transaction takes ${formatTao(amount)}; the policy allows ${formatTao(mostPerCall)} at once.`,
    { remedy: "Take less, or change the policy." },
  );
}

function checkDay({ mostPerDay }: SpendPolicy, amount: Rao, spent: bigint): void {
  if (mostPerDay === undefined || spent + amount <= mostPerDay) return;
  throw policyError(
    { code: "policy/over_day_limit", amount, spent, limit: mostPerDay },
    `The transaction takes ${formatTao(amount)}, after ${formatTao(spent)} in the last day; the policy allows ${formatTao(mostPerDay)}.`,
    { remedy: "Wait, take less, or change the policy." },
  );
}

const callNotAllowed = (call: string) =>
  policyError({ code: "policy/call_not_allowed", call }, `The policy does not allow ${call}.`, {
    remedy: "Name the call in the policy if it is to be let through.",
  });

const netuidNotAllowed = (netuid: number | undefined, allowed: readonly number[]) =>
  policyError(
    { code: "policy/netuid_not_allowed", netuid, allowed },
    `The policy does not allow ${netuid === undefined ? "a call that touches every subnet" : `subnet ${netuid}`}.`,
    { remedy: `It allows ${allowed.join(", ")}.` },
  );

const destinationNotAllowed = (destination: string) =>
  policyError(
    { code: "policy/destination_not_allowed", destination },
    `The policy lets nothing go to ${destination}.`,
    {
      remedy: "Name the account in the policy if it is to get something.",
    },
  );
