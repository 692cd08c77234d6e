import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { land, startTestChain, type TestChain } from "./support/api.js";

const TAO = 1_000_000_000n;
let chain: TestChain;

beforeAll(async () => {
  chain = await startTestChain();
});
afterAll(() => chain.close());

const free = async (address: string, at: Pick<TestChain["api"], "query"> = chain.api): Promise<bigint> =>
  (await at.query.system.account(address)).data.free.toBigInt();

// Events that every block has: the inherent's success.
const INHERENT_EVENTS = 1;

describe("@polkadot/api", () => {
  it("learns what the chain is", async () => {
    const { api } = chain;
    expect(api.runtimeVersion.specName.toString()).toBe("node-subtensor");
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(425);
    expect(api.registry.chainSS58).toBe(42);
    expect(api.registry.chainDecimals).toEqual([9]);
    expect(api.registry.chainTokens).toEqual(["TAO"]);
    expect((await api.rpc.system.chain()).toString()).toBe("Bittensor");
    expect(api.genesisHash.toHex()).toBe(chain.net.genesisHash);
    expect((await api.rpc.chain.getHeader(api.genesisHash)).parentHash.isEmpty).toBe(true);
  });

  it("reads balances and constants", async () => {
    expect(await free(chain.alice.address)).toBe(1_000_000n * TAO);
    expect(await free(chain.pair("//Nobody").address)).toBe(0n);
    expect(chain.api.consts.balances.existentialDeposit.toString()).toBe("500");
    const accounts = await chain.api.query.system.account.entries();
    expect(accounts.length).toBeGreaterThanOrEqual(11);
  });

  it("sends a transfer, sees it in a block and final, and reads its events", async () => {
    const { api, alice, pair } = chain;
    const to = pair("//Fresh").address;
    const before = await free(alice.address);
    const transfer = api.tx.balances.transferKeepAlive(to, 3n * TAO);
    const { partialFee } = await transfer.paymentInfo(alice);
    const landed = await land(api, transfer, alice);
    // The client drops InBlock where finality overtakes its own fetching of the block, as on a busy machine.
    expect(landed.statuses.filter((status) => status !== "InBlock")).toEqual(["Ready", "Finalized"]);
    expect(landed.eventNames).toEqual([
      "Balances.Withdraw",
      "System.NewAccount",
      "Balances.Endowed",
      "Balances.Transfer",
      "Balances.Deposit",
      "TransactionPayment.TransactionFeePaid",
      "System.ExtrinsicSuccess",
    ]);
    expect(await free(to)).toBe(3n * TAO);
    expect(before - (await free(alice.address))).toBe(3n * TAO + partialFee.toBigInt());
  });

  it("reads the state and the events of an older block", async () => {
    const { api, alice, bob } = chain;
    const first = await land(api, api.tx.balances.transferKeepAlive(bob.address, TAO), alice);
    const then = await free(bob.address);
    await land(api, api.tx.balances.transferKeepAlive(bob.address, TAO), alice);
    const past = await api.at(first.blockHash);
    expect(await free(bob.address, past)).toBe(then);
    expect(await free(bob.address)).toBe(then + TAO);
    expect((await past.query.system.events()).length).toBeGreaterThan(INHERENT_EVENTS);
    const block = await api.rpc.chain.getBlock(first.blockHash);
    expect(block.block.extrinsics.map(({ method }) => `${method.section}.${method.method}`)).toEqual([
      "timestamp.set",
      "mevShield.announceNextKey",
      "balances.transferKeepAlive",
    ]);
  });

  it("is told when a balance changes", async () => {
    const { api, alice, pair } = chain;
    const to = pair("//Watched").address;
    const seen: string[] = [];
    let onBalance = (): void => undefined;
    const told = () =>
      new Promise<void>((resolve) => {
        onBalance = resolve;
      });
    // The transfer waits for the first value: a subscription that came after it would have nothing to tell of.
    const first = told();
    const unsubscribe = await api.query.system.account(to, ({ data }) => {
      seen.push(data.free.toString());
      onBalance();
    });
    await first;
    const changed = told();
    await land(api, api.tx.balances.transferKeepAlive(to, TAO), alice);
    await changed;
    unsubscribe();
    expect(seen).toEqual(["0", TAO.toString()]);
  });

  it("is told of new heads", async () => {
    const numbers: number[] = [];
    const done = new Promise<void>((resolve, reject) => {
      chain.api.rpc.chain
        .subscribeNewHeads((header) => {
          numbers.push(header.number.toNumber());
          if (numbers.length === 3) resolve();
        })
        .catch(reject);
    });
    // The head that is there comes first; the blocks after that.
    while (numbers.length === 0) await chain.api.rpc.system.chain();
    await chain.net.mine(2);
    await done;
    const [first = -1] = numbers;
    expect(numbers).toEqual([first, first + 1, first + 2]);
  });
});

describe("batches", () => {
  const transfers = (...amounts: bigint[]) =>
    amounts.map((amount) => chain.api.tx.balances.transferKeepAlive(chain.bob.address, amount));
  const tooMuch = 10n ** 17n;

  it("batch keeps what was done before an error", async () => {
    const before = await free(chain.bob.address);
    const landed = await land(chain.api, chain.api.tx.utility.batch(transfers(TAO, tooMuch, TAO)), chain.alice);
    expect(landed.eventNames).toContain("Utility.BatchInterrupted");
    expect((await free(chain.bob.address)) - before).toBe(TAO);
  });
  it("batch_all undoes everything", async () => {
    const before = await free(chain.bob.address);
    const landed = await land(chain.api, chain.api.tx.utility.batchAll(transfers(TAO, tooMuch)), chain.alice);
    expect(landed.error).toBe('{"token":"FundsUnavailable"}');
    expect(landed.eventNames).not.toContain("Balances.Transfer");
    expect(await free(chain.bob.address)).toBe(before);
  });
  it("force_batch goes on past errors", async () => {
    const before = await free(chain.bob.address);
    const landed = await land(chain.api, chain.api.tx.utility.forceBatch(transfers(TAO, tooMuch, TAO)), chain.alice);
    expect(landed.eventNames).toContain("Utility.BatchCompletedWithErrors");
    expect((await free(chain.bob.address)) - before).toBe(2n * TAO);
  });
  it("a batch in a batch is filtered", async () => {
    const { api, alice } = chain;
    const landed = await land(api, api.tx.utility.batchAll([api.tx.utility.batch([])]), alice);
    expect(landed.error).toBe("System.CallFiltered");
  });
});

describe("sudo", () => {
  it("runs a call as root, gives the fee back, and reports the result inside", async () => {
    const { api, alice, pair } = chain;
    const who = pair("//Given").address;
    const before = await free(alice.address);
    const landed = await land(api, api.tx.sudo.sudo(api.tx.balances.forceSetBalance(who, 5n * TAO)), alice);
    expect(await free(who)).toBe(5n * TAO);
    expect(await free(alice.address)).toBe(before);
    const result = landed.events.find(({ event }) => event.method === "Sudid")?.event.data.toString();
    expect(result).toBe('[{"ok":null}]');
  });
  it("reports a failing inner call without failing", async () => {
    const { api, alice } = chain;
    const landed = await land(api, api.tx.sudo.sudo(api.tx.balances.transferKeepAlive(alice.address, 1)), alice);
    expect(landed.error).toBeUndefined();
    const result = landed.events.find(({ event }) => event.method === "Sudid")?.event.data.toString();
    expect(result).toBe('[{"err":{"badOrigin":null}}]');
  });
  it("is refused to others before it costs anything", async () => {
    const { api, bob } = chain;
    const attempt = land(api, api.tx.sudo.sudo(api.tx.system.remark("0x00")), bob);
    await expect(attempt).rejects.toThrow("1010: Invalid Transaction: Invalid signing address");
  });
});

describe("failing calls", () => {
  it("cost their fee and leave no other trace", async () => {
    const { api, alice, bob } = chain;
    const [ours, theirs] = [await free(alice.address), await free(bob.address)];
    const transfer = api.tx.balances.transferKeepAlive(bob.address, ours);
    const { partialFee } = await transfer.paymentInfo(alice);
    const landed = await land(api, transfer, alice);
    expect(landed.eventNames.at(-1)).toBe("System.ExtrinsicFailed");
    expect(landed.error).toBe('{"token":"FundsUnavailable"}');
    expect(ours - (await free(alice.address))).toBe(partialFee.toBigInt());
    expect(await free(bob.address)).toBe(theirs);
  });
  it("an account that falls below the existential deposit is removed", async () => {
    const { api, alice, pair } = chain;
    const poor = pair("//Poor");
    await land(api, api.tx.balances.transferKeepAlive(poor.address, TAO), alice);
    const landed = await land(api, api.tx.balances.transferAll(alice.address, false), poor);
    expect(landed.eventNames).toContain("System.KilledAccount");
    expect(await free(poor.address)).toBe(0n);
  });
});
