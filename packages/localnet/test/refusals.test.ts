import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startTestChain, type TestChain, type Transaction } from "./support/api.js";
import { connectRaw, type RawClient } from "./support/rpc.js";

/** Extrinsics that the author puts in front: the time and its next key. */
const INHERENTS = 2;

let chain: TestChain;
let raw: RawClient;

beforeAll(async () => {
  chain = await startTestChain({ mode: "manual" });
  raw = await connectRaw(chain.net.url);
});
afterAll(async () => {
  await raw.close();
  await chain.close();
});

const transfer = (amount = 1000n): Transaction => chain.api.tx.balances.transferKeepAlive(chain.bob.address, amount);

async function submit(transaction: Transaction, signer: Pair, options = {}) {
  const signed = await transaction.signAsync(signer, options);
  return raw.call("author_submitExtrinsic", signed.toHex());
}

const invalid = (data: string) => ({ code: 1010, message: "Invalid Transaction", data });

describe("the pool refuses", () => {
  it("a signature over something else", async () => {
    const signed = await transfer().signAsync(chain.alice, { nonce: 0 });
    const bytes = signed.toU8a();
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    const { error } = await raw.call("author_submitExtrinsic", Buffer.from(bytes).toString("hex"));
    expect(error).toEqual(invalid("Transaction has a bad signature"));
  });
  it("a signature for another chain", async () => {
    const options = { nonce: 0, genesisHash: `0x${"ab".repeat(32)}`, era: 0 };
    expect((await submit(transfer(), chain.alice, options)).error).toEqual(invalid("Transaction has a bad signature"));
  });
  it("a nonce that was used", async () => {
    await submit(transfer(), chain.alice, { nonce: 0 });
    await chain.net.mine();
    expect((await submit(transfer(1001n), chain.alice, { nonce: 0 })).error).toEqual(
      invalid("Transaction is outdated"),
    );
  });
  it("an era that is over", async () => {
    const { api, alice, net } = chain;
    await net.mine(2);
    const blockHash = await api.rpc.chain.getBlockHash();
    const signed = await transfer().signAsync(alice, {
      nonce: 1,
      blockHash,
      era: api.createType("ExtrinsicEra", { current: net.blockNumber, period: 4 }),
    });
    await net.mine(3);
    const accepted = await raw.call("author_submitExtrinsic", signed.toHex());
    expect(accepted.error?.code).toBe(1010);
    expect(["Transaction has an ancient birth block", "Transaction has a bad signature"]).toContain(
      accepted.error?.data,
    );
  });
  it("an account that cannot pay", async () => {
    const payment = invalid("Inability to pay some fees (e.g. account balance too low)");
    expect((await submit(transfer(), chain.pair("//Empty"), { nonce: 0 })).error).toEqual(payment);
    chain.net.fund(chain.pair("//Poor").address, 600n);
    expect((await submit(transfer(), chain.pair("//Poor"), { nonce: 0 })).error).toEqual(payment);
  });
  it("the same transaction twice, and another of the same nonce", async () => {
    const signed = await transfer().signAsync(chain.alice, { nonce: 1 });
    const first = await raw.call("author_submitExtrinsic", signed.toHex());
    expect(first.result).toBe(signed.hash.toHex());
    expect((await raw.call("author_submitExtrinsic", signed.toHex())).error).toMatchObject({ code: 1013 });
    const rival = await submit(transfer(7n), chain.alice, { nonce: 1, tip: 1_000_000 });
    expect(rival.error).toMatchObject({ code: 1014, message: "Priority is too low: (1 vs 1)" });
    await chain.net.mine();
  });
  it("what a check of the call itself refuses, with its number", async () => {
    const { api, pair } = chain;
    const axon = [1, 1, 3_232_235_786, 8091, 4, 4, 0, 0] as const;
    const serve = api.tx.subtensorModule?.serveAxon?.(...axon) as Transaction;
    // A free call: the hotkey has no balance, and is refused only because it is not registered.
    expect((await submit(serve, pair("//Hotkey"), { nonce: 0 })).error).toEqual(invalid("Custom error: 10"));
  });
  it("bytes that are no transaction", async () => {
    for (const wrong of ["0x", "0x00", "0x280403000b", "0x0484"]) {
      expect((await raw.call("author_submitExtrinsic", wrong)).error?.code).toBe(1001);
    }
    expect((await raw.call("author_submitExtrinsic", "xyz")).error?.code).toBe(-32602);
  });
});

describe("the pool keeps", () => {
  it("a nonce that is ahead until its turn comes, then puts both in order into one block", async () => {
    const { api, alice, net } = chain;
    const ahead = await transfer(2n).signAsync(alice, { nonce: 3 });
    const status = await raw.call("author_submitAndWatchExtrinsic", ahead.toHex());
    expect((await raw.next()).params).toEqual({ subscription: status.result, result: "future" });
    await net.mine();
    expect((await raw.call("author_pendingExtrinsics")).result).toHaveLength(1);
    const next = await transfer(1n).signAsync(alice, { nonce: 2 });
    await raw.call("author_submitExtrinsic", next.toHex());
    expect((await raw.call("system_accountNextIndex", alice.address)).result).toBe(4);
    await net.mine();
    const block = await api.rpc.chain.getBlock();
    expect(block.block.extrinsics.slice(INHERENTS).map((extrinsic) => extrinsic.toHex())).toEqual([
      next.toHex(),
      ahead.toHex(),
    ]);
    expect(await raw.notification()).toEqual({ inBlock: block.block.header.hash.toHex() });
    expect(await raw.notification()).toEqual({ finalized: block.block.header.hash.toHex() });
    expect((await raw.call("author_pendingExtrinsics")).result).toEqual([]);
  });
  it("immortal transactions and those of ed25519 keys", async () => {
    expect((await submit(transfer(5n), chain.alice, { nonce: 4, era: 0 })).error).toBeUndefined();
    const { Keyring } = await import("@polkadot/api");
    const edwards = new Keyring({ type: "ed25519" }).addFromUri("//Edwards");
    chain.net.fund(edwards.address, 10n ** 9n);
    expect((await submit(transfer(6n), edwards, { nonce: 0 })).error).toBeUndefined();
    await chain.net.mine();
    expect((await raw.call("author_pendingExtrinsics")).result).toEqual([]);
  });
});

describe("a block", () => {
  it("holds what fits; the rest waits for the next", async () => {
    const { api, alice, net } = chain;
    const { number } = await api.rpc.chain.getHeader();
    const first = (await raw.call("system_accountNextIndex", alice.address)).result as number;
    // Two thirds of what a block may take, each.
    const heavy = api.tx.sudo.sudoUncheckedWeight(api.tx.system.remark("0x00"), { refTime: 2e12, proofSize: 0 });
    for (const nonce of [first, first + 1]) expect((await submit(heavy, alice, { nonce })).error).toBeUndefined();
    for (const block of [1, 2]) {
      await net.mine();
      const hash = await api.rpc.chain.getBlockHash(number.toNumber() + block);
      expect((await api.rpc.chain.getBlock(hash)).block.extrinsics).toHaveLength(INHERENTS + 1);
    }
  });
});
