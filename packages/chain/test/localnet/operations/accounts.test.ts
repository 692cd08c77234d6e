import { describe, expect, it } from "vitest";
import { itRefuses, itWrites, type Market, tao, useMarket } from "./market.js";

const market = useMarket();
const bob = (at: Market) => at.bob;
const free = async (at: Market, address: string) => (await at.ops.balances.get({ address })).free;
const pay = (at: Market, amount = tao(1)) => at.ops.balances.transfer({ to: at.miner.address, amount });

describe("proxies", () => {
  const of = (who: "bob" | "alice") => (at: Market) => at.ops.proxies.list({ account: at[who].address });
  itWrites("add", market, {
    signer: bob,
    write: (at) => at.ops.proxies.add({ delegate: at.charlie.address, type: "Any" }),
    state: of("bob"),
    after: ({ before, after, market: at }) => {
      expect(before.proxies).toEqual([]);
      expect(after.proxies).toEqual([{ delegate: at.charlie.address, type: "Any", delay: 0 }]);
      expect(after.deposit).toBeGreaterThan(0n);
    },
  });
  itWrites("call", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.proxies.call({ real: at.bob.address, call: pay(at) }),
    state: (at) => free(at, at.bob.address),
    after: ({ before, after }) => expect(before - after).toBe(tao(1)),
  });
  itWrites("call, in plain words", market, {
    signer: (at) => at.charlie,
    write: (at) =>
      at.client.write("proxies.call", {
        real: at.bob.address,
        call: JSON.stringify({ operation: "balances.transfer", arguments: { to: at.miner.address, amount: "2" } }),
      }) as never,
    state: (at) => free(at, at.bob.address),
    after: ({ before, after }) => expect(before - after).toBe(tao(2)),
  });
  itWrites("setPaysFee", market, {
    signer: bob,
    write: (at) => at.ops.proxies.setPaysFee({ delegate: at.charlie.address, paysFee: true }),
    state: (at) => at.ops.proxies.paysFee({ real: at.bob.address, delegate: at.charlie.address }),
    after: ({ before, after }) => expect([before, after]).toEqual([false, true]),
  });
  itWrites("pokeDeposit", market, {
    signer: bob,
    write: (at) => at.ops.proxies.pokeDeposit({}),
    state: of("bob"),
    after: ({ before, after }) => expect(after.deposit).toBe(before.deposit),
  });
  it("announce, removeAnnouncement, rejectAnnouncement and callAnnounced", async () => {
    const at = market();
    const announced = () => at.ops.proxies.announcements({ delegate: at.charlie.address });
    const announce = () =>
      at.ops.proxies.announce({ real: at.bob.address, call: pay(at, tao(4)) }).submit({ signer: at.charlie });
    await announce();
    const [entry] = (await announced()).announcements;
    expect(entry).toMatchObject({ real: at.bob.address, callHash: (await pay(at, tao(4)).call(at.bob.address)).hash });
    await at.ops.proxies
      .removeAnnouncement({ real: at.bob.address, callHash: entry!.callHash })
      .submit({ signer: at.charlie });
    expect((await announced()).announcements).toEqual([]);
    await announce();
    await at.ops.proxies
      .rejectAnnouncement({ delegate: at.charlie.address, callHash: entry!.callHash })
      .submit({ signer: at.bob });
    expect((await announced()).announcements).toEqual([]);
    await announce();
    const before = await free(at, at.bob.address);
    await at.ops.proxies
      .callAnnounced({ delegate: at.charlie.address, real: at.bob.address, call: pay(at, tao(4)) })
      .submit({ signer: at.alice });
    expect(before - (await free(at, at.bob.address))).toBe(tao(4));
  });
  it("createPure and killPure", async () => {
    const at = market();
    const { outcome: pure, blockNumber } = await at.ops.proxies.createPure({ index: 7 }).submit({ signer: at.alice });
    await at.ops.balances.transfer({ to: pure, amount: tao(1) }).submit({ signer: at.alice });
    const block = await at.ops.chain.block({ number: blockNumber });
    const made = block.extrinsics.find(({ call }) => call === "Proxy.create_pure")!;
    const kill = at.ops.proxies.killPure({
      spawner: at.alice.address,
      height: blockNumber,
      extrinsicIndex: made.index,
      index: 7,
    });
    await at.ops.proxies.call({ real: pure, call: kill }).submit({ signer: at.alice });
    expect((await at.ops.proxies.list({ account: pure })).proxies).toEqual([]);
  });
  itRefuses(market, {
    "a stranger": {
      signer: (at) => at.miner,
      write: (at) => at.ops.proxies.call({ real: at.bob.address, call: pay(at) }),
      error: "NotProxy",
    },
    "an account as its own proxy": {
      signer: bob,
      write: (at) => at.ops.proxies.add({ delegate: at.bob.address }),
      error: "NoSelfProxy",
    },
    "the same proxy twice": {
      signer: bob,
      write: (at) => at.ops.proxies.add({ delegate: at.charlie.address }),
      error: "Duplicate",
    },
    "removing what is not there": {
      signer: bob,
      write: (at) => at.ops.proxies.remove({ delegate: at.charlie.address, type: "Staking" }),
      error: "NotFound",
    },
    "what the call inside cannot do": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.proxies.call({ real: at.bob.address, call: pay(at, tao(1e9)) }),
      error: "FundsUnavailable",
    },
  });
  itWrites("remove", market, {
    signer: bob,
    write: (at) => at.ops.proxies.remove({ delegate: at.charlie.address }),
    state: of("bob"),
    after: ({ after }) => expect(after).toEqual({ proxies: [], deposit: 0n }),
  });
  itWrites("removeAll", market, {
    signer: bob,
    write: async (at) => {
      await at.ops.proxies.add({ delegate: at.alice.address, type: "Staking" }).submit({ signer: at.bob });
      return at.ops.proxies.removeAll({});
    },
    state: of("bob"),
    after: ({ after }) => expect(after.proxies).toEqual([]),
  });
  it("have types and deposits", async () => {
    const at = market();
    expect((await at.ops.proxies.types({})).length).toBeGreaterThan(10);
    expect(await at.ops.proxies.deposits({})).toMatchObject({ most: 20, mostAnnouncements: 75 });
  });
});

describe("multisig", () => {
  const members = (at: Market, signer: "alice" | "bob" | "charlie") => ({
    threshold: 2,
    others: [at.alice, at.bob, at.charlie].filter((each) => each !== at[signer]).map(({ address }) => address),
  });
  const account = (at: Market) =>
    at.ops.multisig.address({ threshold: 2, signatories: [at.bob.address, at.charlie.address, at.alice.address] });
  const pending = async (at: Market) => at.ops.multisig.pending({ account: await account(at) });

  itWrites("approve, first", market, {
    signer: bob,
    write: async (at) => {
      await at.ops.balances.transfer({ to: await account(at), amount: tao(50) }).submit({ signer: at.alice });
      return at.ops.multisig.approve({ ...members(at, "bob"), call: pay(at, tao(20)) });
    },
    state: pending,
    after: ({ before, after, market: at }) => {
      expect(before).toEqual([]);
      expect(after).toEqual([expect.objectContaining({ depositor: at.bob.address, approvals: [at.bob.address] })]);
    },
  });
  itRefuses(market, {
    "the same approval twice": {
      signer: bob,
      write: (at) => at.ops.multisig.approve({ ...members(at, "bob"), call: pay(at, tao(20)) }),
      error: "AlreadyApproved",
    },
    "cancelling what another proposed": {
      signer: (at) => at.charlie,
      write: async (at) =>
        at.ops.multisig.cancel({ ...members(at, "charlie"), callHash: (await pending(at))[0]!.callHash }),
      error: "NotOwner",
    },
    "a threshold of one": {
      signer: bob,
      write: (at) => at.ops.multisig.approve({ ...members(at, "bob"), threshold: 1, call: pay(at) }),
      error: "MinimumThreshold",
    },
  });
  itWrites("pokeDeposit", market, {
    signer: bob,
    write: async (at) =>
      at.ops.multisig.pokeDeposit({ ...members(at, "bob"), callHash: (await pending(at))[0]!.callHash }),
    state: pending,
    after: ({ before, after }) => expect(after).toEqual(before),
  });
  itWrites("approve, last", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.multisig.approve({ ...members(at, "charlie"), call: pay(at, tao(20)) }),
    state: async (at) => free(at, await account(at)),
    after: ({ before, after }) => expect(before - after).toBe(tao(20)),
  });
  it("approveHash and cancel", async () => {
    const at = market();
    const { hash: callHash } = await pay(at, tao(3)).call(await account(at));
    await at.ops.multisig.approveHash({ ...members(at, "bob"), callHash }).submit({ signer: at.bob });
    expect((await pending(at)).map((each) => each.callHash)).toEqual([callHash]);
    await at.ops.multisig.cancel({ ...members(at, "bob"), callHash }).submit({ signer: at.bob });
    expect(await pending(at)).toEqual([]);
  });
  it("callAlone", async () => {
    const at = market();
    const others = [at.charlie.address];
    const alone = await at.ops.multisig.address({ threshold: 1, signatories: [at.bob.address, at.charlie.address] });
    await at.ops.balances.transfer({ to: alone, amount: tao(9) }).submit({ signer: at.alice });
    await at.ops.multisig.callAlone({ others, call: pay(at, tao(4)) }).submit({ signer: at.bob });
    expect(await free(at, alone)).toBe(tao(5));
  });
});

describe("calls of calls", () => {
  itWrites("batch", market, {
    signer: bob,
    write: (at) =>
      at.ops.utility.batch({
        calls: [
          pay(at, tao(1)),
          { call: "Balances.transfer_keep_alive", args: { dest: at.miner.address, value: tao(2) } },
        ],
      }),
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(after - before).toBe(tao(3)),
  });
  itWrites("batch of an encoded call", market, {
    signer: bob,
    write: async (at) => {
      const { hex } = await pay(at, tao(6)).call(at.bob.address);
      return at.client.write("utility.batch", { calls: [hex], mode: "each" }) as never;
    },
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(after - before).toBe(tao(6)),
  });
  itWrites("ifElse", market, {
    signer: bob,
    write: (at) => at.ops.utility.ifElse({ main: pay(at, tao(1e9)), fallback: pay(at, tao(5)) }),
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(after - before).toBe(tao(5)),
  });
  itWrites("remark", market, {
    signer: bob,
    write: (at) => at.ops.utility.remark({ text: "hello" }),
    state: async () => undefined,
    after: ({ receipt }) =>
      expect(receipt.events).toContainEqual(expect.objectContaining({ pallet: "System", name: "Remarked" })),
  });
  itWrites("sudo", market, {
    signer: (at) => at.alice,
    write: (at) =>
      at.ops.sudo.call({
        call: { call: "Balances.force_set_balance", args: { who: at.miner.address, new_free: tao(77) } },
      }),
    state: (at) => free(at, at.miner.address),
    after: ({ after }) => expect(after).toBe(tao(77)),
  });
  itWrites("sudo as another", market, {
    signer: (at) => at.alice,
    write: (at) =>
      at.ops.sudo.callAs({
        account: at.miner.address,
        call: at.ops.balances.transfer({ to: at.bob.address, amount: tao(7) }),
      }),
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(before - after).toBe(tao(7)),
  });
  itWrites("any call by the chain's names", market, {
    signer: bob,
    write: (at) =>
      at.client.write("chain.call", {
        call: "Balances.transfer_keep_alive",
        args: JSON.stringify({ dest: at.miner.address, value: 5_000_000 }),
      }) as never,
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(after - before).toBe(5_000_000n),
  });
  itRefuses(market, {
    "a batch of which one fails": {
      signer: bob,
      write: (at) => at.ops.utility.batch({ calls: [pay(at), pay(at, tao(1e9))] }),
      error: "FundsUnavailable",
    },
    "sudo by another": {
      signer: bob,
      write: (at) => at.ops.sudo.call({ call: pay(at) }),
      error: "invalid_transaction",
    },
  });
  it("as a derived account needs its funds", async () => {
    const at = market();
    const failed = at.ops.utility.asDerivative({ index: 1, call: pay(at) }).submit({ signer: at.bob });
    await expect(failed).rejects.toMatchObject({
      code: expect.stringMatching(/^chain\/(FundsUnavailable|InvalidDerivedAccount)$/),
    });
    expect(await at.ops.sudo.key({})).toBe(at.alice.address);
  });
  it("that are unknown or lack an argument say so", async () => {
    const at = market();
    const lacking = (call: string, args: object) => at.ops.chain.call({ call, args }).call(at.bob.address);
    await expect(lacking("Balances.fly", {})).rejects.toMatchObject({
      data: { code: "chain/unsupported", kind: "call" },
    });
    await expect(lacking("Balances.burn", { amount: 1 })).rejects.toMatchObject({
      data: { code: "chain/unsupported", kind: "argument" },
    });
  });
});

describe("commitments", () => {
  const on = (at: Market) => ({ netuid: at.netuid, hotkey: at.minerHotkey.address });
  itWrites("set", market, {
    signer: (at) => at.minerHotkey,
    write: (at) => at.ops.commitments.set({ netuid: at.netuid, text: "hello" }),
    state: (at) => at.ops.commitments.get(on(at)),
    after: ({ before, after, receipt }) => {
      expect(before).toBeUndefined();
      expect(after?.fields).toEqual([{ type: "Raw5", data: new TextEncoder().encode("hello") }]);
      expect(receipt.fee).toBe(0n);
    },
  });
  itWrites("set a long one", market, {
    signer: (at) => at.minerHotkey,
    write: (at) => at.ops.commitments.set({ netuid: at.netuid, text: "x".repeat(300) }),
    state: (at) => at.ops.commitments.space(on(at)),
    after: ({ before, after }) => expect(after.used).toBeGreaterThan(before.used),
  });
  itWrites("setTimelocked", market, {
    signer: (at) => at.minerHotkey,
    write: (at) => at.ops.commitments.setTimelocked({ netuid: at.netuid, text: "later", blocks: 2 }),
    state: (at) => at.ops.commitments.get(on(at)),
    after: ({ after }) => expect(after?.fields[0]?.type).toBe("TimelockEncrypted"),
  });
  it("that were timelocked open by themselves", async () => {
    const at = market();
    await at.net.mine(6);
    expect(await at.ops.commitments.revealed(on(at))).toEqual([
      expect.objectContaining({ data: new TextEncoder().encode("later") }),
    ]);
    expect(await at.ops.commitments.lastBondsReset(on(at))).toBeUndefined();
  });
  itWrites("resetBonds", market, {
    signer: (at) => at.minerHotkey,
    write: (at) => at.ops.commitments.resetBonds({ netuid: at.netuid }),
    state: async (at) =>
      (await at.ops.commitments.list({ netuid: at.netuid })).find(({ hotkey }) => hotkey === at.minerHotkey.address),
    after: ({ after }) => expect(after?.fields).toEqual([{ type: "ResetBondsFlag", data: new Uint8Array() }]),
  });
  itRefuses(market, {
    "who is no neuron": {
      signer: bob,
      write: (at) => at.ops.commitments.set({ netuid: at.netuid, text: "x" }),
      error: "AccountNotAllowedCommit",
    },
  });
});

describe("crowdloans", () => {
  const get = (at: Market) => at.ops.crowdloans.get({ id: 0 });
  itWrites("create", market, {
    signer: bob,
    write: (at) =>
      at.ops.crowdloans.create({
        deposit: tao(20),
        minContribution: tao(1),
        cap: tao(60),
        end: at.net.blockNumber + 100_000,
        targetAddress: at.miner.address,
      }),
    state: get,
    after: ({ before, after, receipt, market: at }) => {
      expect(before).toBeUndefined();
      expect(receipt.outcome).toBe(0);
      expect(after).toMatchObject({ creator: at.bob.address, raised: tao(20), hasCall: false, finalized: false });
    },
  });
  itWrites("contribute", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.crowdloans.contribute({ id: 0, amount: tao(5) }),
    state: (at) => at.ops.crowdloans.contributions({ id: 0 }),
    after: ({ after, market: at }) => expect(after).toContainEqual({ contributor: at.charlie.address, amount: tao(5) }),
  });
  itWrites("withdraw", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.crowdloans.withdraw({ id: 0 }),
    state: get,
    after: ({ before, after }) => expect(before!.raised - after!.raised).toBe(tao(5)),
  });
  it.each([
    [
      "setMinContribution",
      (at: Market) => at.ops.crowdloans.setMinContribution({ id: 0, amount: tao(2) }),
      { minContribution: tao(2) },
    ],
    ["setMaxContribution", (at: Market) => at.ops.crowdloans.setMaxContribution({ id: 0, amount: tao(40) }), {}],
    ["setCap", (at: Market) => at.ops.crowdloans.setCap({ id: 0, cap: tao(50) }), { cap: tao(50) }],
    ["setEnd", (at: Market) => at.ops.crowdloans.setEnd({ id: 0, end: 120_000 }), { end: 120_000 }],
  ])("%s", async (_, write, expected) => {
    await write(market()).submit({ signer: market().bob });
    expect(await get(market())).toMatchObject(expected);
  });
  itRefuses(market, {
    "paying out before it is full": {
      signer: bob,
      write: (at) => at.ops.crowdloans.finalize({ id: 0 }),
      error: "CapNotRaised",
    },
    "a contribution that is too small": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.crowdloans.contribute({ id: 0, amount: tao(1) }),
      error: "ContributionTooLow",
    },
    "a crowdloan that is none": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.crowdloans.contribute({ id: 9, amount: tao(3) }),
      error: "InvalidCrowdloanId",
    },
  });
  itWrites("finalize", market, {
    signer: bob,
    write: async (at) => {
      await at.ops.crowdloans.contribute({ id: 0, amount: tao(30) }).submit({ signer: at.charlie });
      return at.ops.crowdloans.finalize({ id: 0 });
    },
    state: (at) => free(at, at.miner.address),
    after: ({ before, after }) => expect(after - before).toBe(tao(50)),
  });
  it("refund and dissolve", async () => {
    const at = market();
    const create = at.ops.crowdloans.create({
      deposit: tao(20),
      minContribution: tao(1),
      cap: tao(60),
      end: at.net.blockNumber + 60_000,
      targetAddress: at.miner.address,
    });
    const { outcome: id } = await create.submit({ signer: at.bob });
    await at.ops.crowdloans.contribute({ id, amount: tao(5) }).submit({ signer: at.charlie });
    await at.ops.crowdloans.refund({ id }).submit({ signer: at.bob });
    expect((await at.ops.crowdloans.list({})).find((each) => each.id === id)).toMatchObject({ raised: tao(20) });
    await at.ops.crowdloans.dissolve({ id }).submit({ signer: at.bob });
    expect(await at.ops.crowdloans.get({ id })).toBeUndefined();
  });
});

describe("the chain", () => {
  it("tells its blocks, events, names and values", async () => {
    const at = market();
    const receipt = await pay(at).submit({ signer: at.bob });
    const block = await at.ops.chain.block({ number: receipt.blockNumber });
    expect(block).toMatchObject({ hash: receipt.blockHash, number: receipt.blockNumber });
    expect(await at.ops.chain.block({ hash: receipt.blockHash })).toEqual(block);
    const sent = block.extrinsics.find(({ hash }) => hash === receipt.extrinsicHash);
    expect(sent).toMatchObject({
      call: "Balances.transfer_keep_alive",
      signer: at.bob.address,
      success: true,
      args: { value: tao(1) },
    });
    expect(block.extrinsics[0]).toMatchObject({ call: "Timestamp.set", signer: undefined });
    expect(await at.ops.chain.events({ number: receipt.blockNumber })).toContainEqual(
      expect.objectContaining({ name: "Transfer", extrinsicIndex: sent!.index }),
    );
    expect(await at.ops.chain.head({})).toMatchObject({ number: at.net.blockNumber });
    expect((await at.ops.chain.finalized({})).number).toBeGreaterThan(0);
    expect(await at.ops.chain.version({})).toMatchObject({
      specName: "node-subtensor",
      genesis: expect.stringMatching(/^0x/),
    });
    expect((await at.ops.chain.names({})).calls).toContain("SubtensorModule.add_stake");
    expect(await at.ops.chain.constant({ pallet: "Balances", name: "ExistentialDeposit" })).toBe(500n);
    expect(await at.ops.chain.storage({ pallet: "SubtensorModule", item: "Tempo", keys: [at.netuid] })).toBe(10);
    expect(await at.ops.chain.runtimeCall({ api: "SwapRuntimeApi", method: "current_alpha_price", args: [0] })).toBe(
      1_000_000_000n,
    );
    const networks = await at.ops.chain.storageEntries({ pallet: "SubtensorModule", item: "NetworksAdded" });
    expect(networks.map(({ keys }) => keys[0])).toContain(at.netuid);
    await expect(
      at.ops.chain.storageEntries({ pallet: "SubtensorModule", item: "NetworksAdded", most: 1 }),
    ).rejects.toMatchObject({ code: "chain/invalid_argument" });
    expect(await at.ops.chain.account({ address: at.bob.address })).toBeGreaterThan(0);
    expect(await at.ops.chain.health({})).toMatchObject({ isSyncing: false });
  });
});
