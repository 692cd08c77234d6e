import { CodedError, decodeAddress, RAO_PER_TAO, toHex } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import { fundingChanges } from "../node/funding.js";
import type { LocalNode } from "../node/node.js";
import { setCommitReveal } from "../pallets/subtensor/compatibility/commit-reveal.js";
import { networkLockCost } from "../pallets/subtensor/networks/lock-cost.js";
import { storage } from "../pallets/subtensor/storage/index.js";
import { subnetAccount } from "../pallets/subtensor/tao/system-accounts.js";
import { storage as system } from "../pallets/system/storage.js";
import type { AccountId } from "../scale/index.js";
import { type OpenDispatch, openDispatch } from "./open-dispatch.js";
import type { BuiltNeuron, BuiltSubnet, SubnetErrorData, SubnetOptions } from "./subnet-options.js";

/** Enough for fees and prices of registration. */
const POCKET = 1_000n * RAO_PER_TAO;
const REGISTRATION_PRICE = RAO_PER_TAO;
/** How much TAO the pool gets for what the validators stake. */
const POOL_DEPTH = 4n;
const FULL_WEIGHT = 65_535;

interface Keys {
  readonly coldkey: AccountId;
  readonly hotkey: AccountId;
  readonly built: Omit<BuiltNeuron, "uid">;
}

/**
 * Puts a subnet that runs into the state of the best block: registered, started, its neurons registered, its validators
 * staked and permitted, weights to be set without commitments and limits. No block is made.
 * @throws `localnet/subnet_refused` if a call fails, with the call's name.
 */
export async function buildSubnet(node: LocalNode, options: SubnetOptions = {}): Promise<BuiltSubnet> {
  const { validators = 1, miners = 0, stake = 1_000n * RAO_PER_TAO } = options;
  const name = options.name ?? `Subnet${nextNetuid(node)}`;
  // Keys are made before the state is opened: nothing else may write to it in between.
  const owner = await makeKeys(`//${name}//Owner`);
  const validating = await makeAll(`//${name}//Validator`, validators);
  const mining = await makeAll(`//${name}//Miner`, miners);

  const open = openDispatch(node);
  const netuid = createSubnet(open, owner, options);
  deepenPool(open, netuid, POOL_DEPTH * stake * BigInt(validators));
  const validatorNeurons = validating.map((keys) => register(open, netuid, keys, POCKET + stake));
  const minerNeurons = mining.map((keys) => register(open, netuid, keys, POCKET));
  for (const keys of validating) addStake(open, netuid, keys, stake);
  permit(open, netuid, validatorNeurons);
  if (options.weights) setWeights(open, netuid, validatorNeurons, minerNeurons);
  open.commit();
  const ownerUid = storage.Uids.get(node.chain.best, netuid, owner.hotkey) ?? 0;
  return { netuid, owner: { uid: ownerUid, ...owner.built }, validators: validatorNeurons, miners: minerNeurons };
}

function nextNetuid(node: LocalNode): number {
  let netuid = 1;
  while (storage.NetworksAdded.get(node.chain.best, netuid)) netuid += 1;
  return netuid;
}

const makeAll = (prefix: string, count: number): Promise<Keys[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => makeKeys(`${prefix}//${index}`)));

async function makeKeys(uri: string): Promise<Keys> {
  const [coldkeyUri, hotkeyUri] = [uri, `${uri}//hot`] as const;
  const [cold, hot] = await Promise.all([createKeypairFromUri(coldkeyUri), createKeypairFromUri(hotkeyUri)]);
  return {
    coldkey: toHex(decodeAddress(cold.address)),
    hotkey: toHex(decodeAddress(hot.address)),
    built: { coldkey: cold.address, hotkey: hot.address, coldkeyUri, hotkeyUri },
  };
}

function send(open: OpenDispatch, coldkey: AccountId, call: string, args: Record<string, unknown>): void {
  const failure = open.dispatch(coldkey, { type: "SubtensorModule", value: { type: call, value: args } });
  if (failure === undefined) return;
  throw new CodedError<SubnetErrorData>(
    { code: "localnet/subnet_refused", call },
    `The subnet cannot be built: ${call} failed with ${failure}.`,
    { remedy: "Ask for less, or start from a fresh chain." },
  );
}

const fund = ({ ctx }: OpenDispatch, who: AccountId, free: bigint): void => {
  for (const [key, value] of fundingChanges(ctx, who, free)) if (value) ctx.state.put(key, value);
};

function createSubnet(open: OpenDispatch, { coldkey, hotkey }: Keys, { tempo }: SubnetOptions): number {
  const { ctx } = open;
  const before = new Set(storage.NetworksAdded.keys(ctx).map(([netuid]) => netuid));
  fund(open, coldkey, networkLockCost(ctx) + POCKET);
  const rateLimit = storage.NetworkRateLimit.get(ctx);
  storage.NetworkRateLimit.put(ctx, 0n);
  send(open, coldkey, "register_network", { hotkey });
  storage.NetworkRateLimit.put(ctx, rateLimit);
  const netuid = storage.NetworksAdded.keys(ctx).find(([known]) => !before.has(known))?.[0] ?? 0;
  storage.FirstEmissionBlockNumber.put(ctx, netuid, BigInt(ctx.blockNumber + 1));
  storage.SubtokenEnabled.put(ctx, netuid, true);
  storage.SubnetEmissionEnabled.put(ctx, netuid, true);
  setCommitReveal(ctx, netuid, false);
  storage.WeightsSetRateLimit.put(ctx, netuid, 0n);
  if (tempo !== undefined) storage.Tempo.put(ctx, netuid, tempo);
  return netuid;
}

/** Adds TAO and alpha at the present price, so that the validators' stake does not move it much. */
function deepenPool(open: OpenDispatch, netuid: number, depth: bigint): void {
  const { ctx } = open;
  const account = subnetAccount(netuid);
  const tao = storage.SubnetTAO.get(ctx, netuid);
  const alpha = storage.SubnetAlphaIn.get(ctx, netuid);
  fund(open, account, system.Account.get(ctx, account).data.free + depth);
  storage.SubnetTAO.put(ctx, netuid, tao + depth);
  storage.SubnetAlphaIn.put(ctx, netuid, alpha + (depth * alpha) / tao);
  storage.TotalStake.mutate(ctx, (total) => total + depth);
}

/** Each pays the same: the price would rise with every one. */
function register(open: OpenDispatch, netuid: number, { coldkey, hotkey, built }: Keys, free: bigint): BuiltNeuron {
  const { ctx } = open;
  fund(open, coldkey, free);
  storage.Burn.put(ctx, netuid, REGISTRATION_PRICE);
  send(open, coldkey, "burned_register", { netuid, hotkey });
  return { uid: storage.Uids.get(ctx, netuid, hotkey) ?? 0, ...built };
}

const addStake = (open: OpenDispatch, netuid: number, { coldkey, hotkey }: Keys, amount_staked: bigint): void =>
  send(open, coldkey, "add_stake", { hotkey, netuid, amount_staked });

/** What the next epoch would give them. */
function permit({ ctx }: OpenDispatch, netuid: number, validators: readonly BuiltNeuron[]): void {
  const permitted = new Set(validators.map(({ uid }) => uid));
  const n = storage.SubnetworkN.get(ctx, netuid);
  storage.ValidatorPermit.put(
    ctx,
    netuid,
    Array.from({ length: n }, (_, uid) => permitted.has(uid)),
  );
}

function setWeights(
  { ctx }: OpenDispatch,
  netuid: number,
  validators: readonly BuiltNeuron[],
  miners: readonly BuiltNeuron[],
): void {
  const row = miners.map(({ uid }): [number, number] => [uid, FULL_WEIGHT]);
  for (const { uid } of validators) storage.Weights.put(ctx, netuid, uid, row);
}
