import { type Localnet, startLocalnet } from "@taostack/localnet";
import { isCodedError, rao } from "@taostack/primitives";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ClientOperations, SubtensorClient, type Write, type WriteReceipt } from "../../../src/index.js";

export const tao = (amount: number) => rao(BigInt(Math.round(amount * 1e9)));

/** A chain with a subnet that runs, and the keys of all its people. */
export interface Market {
  readonly net: Localnet;
  readonly client: SubtensorClient;
  readonly ops: ClientOperations;
  readonly netuid: number;
  readonly alice: Keypair;
  readonly bob: Keypair;
  readonly charlie: Keypair;
  readonly owner: Keypair;
  readonly ownerHotkey: Keypair;
  readonly validator: Keypair;
  readonly validatorHotkey: Keypair;
  readonly miner: Keypair;
  readonly minerHotkey: Keypair;
  readonly otherMinerHotkey: Keypair;
  /** A key that the chain does not know yet. */
  fresh(name: string): Promise<Keypair>;
  /** Sends calls as root. */
  asRoot(...calls: Write[]): Promise<unknown>;
}

/** One for a test file; every transaction makes a block. */
export function useMarket(): () => Market {
  let market: Market | undefined;
  beforeAll(async () => {
    const net = await startLocalnet({ mode: "instant" });
    const built = await net.subnet({ validators: 1, miners: 2, tempo: 10, name: "Market" });
    const client = await SubtensorClient.connect(net.url, { timeoutMs: 60_000 });
    const [validator] = built.validators;
    const [miner, other] = built.miners;
    const uris = {
      alice: "//Alice",
      bob: "//Bob",
      charlie: "//Charlie",
      owner: built.owner.coldkeyUri,
      ownerHotkey: built.owner.hotkeyUri,
      validator: validator!.coldkeyUri,
      validatorHotkey: validator!.hotkeyUri,
      miner: miner!.coldkeyUri,
      minerHotkey: miner!.hotkeyUri,
      otherMinerHotkey: other!.hotkeyUri,
    };
    const keys = await Promise.all(
      Object.entries(uris).map(async ([name, uri]) => [name, await createKeypairFromUri(uri)] as const),
    );
    const named = Object.fromEntries(keys) as Record<keyof typeof uris, Keypair>;
    const ops = client.operations;
    market = {
      net,
      client,
      ops,
      netuid: built.netuid,
      ...named,
      fresh: (name) => createKeypairFromUri(`//fresh//${name}`),
      asRoot: async (...calls) => {
        for (const call of calls) await ops.sudo.call({ call }).submit({ signer: named.alice });
      },
    };
    await client.operations.subnets
      .setChainParameter({ name: "admin_freeze_window", value: 0 })
      .submit({ signer: named.alice });
    await client.operations.subnets
      .setChainParameter({ name: "owner_hparam_rate_limit", value: 0 })
      .submit({ signer: named.alice });
  });
  afterAll(async () => {
    await market?.client.close();
    await market?.net.stop();
  });
  return () => market!;
}

/** One write: what it is, who signs it, and what of the state it changes. */
export interface WriteCase<S> {
  readonly signer: (market: Market) => Keypair;
  readonly write: (market: Market) => Write | Promise<Write>;
  /** The part of the state that it is about; read before and after. */
  readonly state: (market: Market) => Promise<S>;
  readonly after: (states: {
    readonly before: S;
    readonly after: S;
    readonly receipt: WriteReceipt<unknown>;
    readonly market: Market;
  }) => void;
}

export function itWrites<S>(name: string, market: () => Market, { signer, write, state, after }: WriteCase<S>): void {
  it(name, async () => {
    const before = await state(market());
    const receipt = await (await write(market())).submit({ signer: signer(market()) });
    after({ before, after: await state(market()), receipt, market: market() });
  });
}

export interface Refusal {
  readonly signer: (market: Market) => Keypair;
  readonly write: (market: Market) => Write | Promise<Write>;
  /** The chain's name for the error. */
  readonly error: string;
}

/** Each is refused with its code and a hint, and changes nothing that is not the fee. */
export function itRefuses(market: () => Market, refusals: Readonly<Record<string, Refusal>>): void {
  it.each(Object.entries(refusals))("refuses %s", async (_, { signer, write, error }) => {
    const refused = await (await write(market()))
      .submit({ signer: signer(market()) })
      .catch((failure: unknown) => failure);
    if (!isCodedError(refused))
      throw refused instanceof Error
        ? refused
        : new Error(
            `it was taken: ${JSON.stringify(refused, (_key, value) => (typeof value === "bigint" ? String(value) : value))}`,
          );
    expect(refused.data.code).toBe(`chain/${error}`);
    expect(refused.remedy).toMatch(/\.$/);
  });
}
