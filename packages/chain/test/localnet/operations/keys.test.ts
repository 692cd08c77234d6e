import { blake2b256, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { itRefuses, itWrites, type Market, useMarket } from "./market.js";

const market = useMarket();
const validator = (at: Market) => at.validator;
const hotkey = (at: Market) => at.validatorHotkey.address;
const HALF = 1n << 63n;

describe("delegates", () => {
  const take = (at: Market) => at.ops.delegates.take({ hotkey: hotkey(at) });
  itWrites("decreaseTake", market, {
    signer: validator,
    write: (at) => at.ops.delegates.decreaseTake({ hotkey: hotkey(at), take: 5_000 }),
    state: take,
    after: ({ before, after }) => expect([before, after]).toEqual([11_796, 5_000]),
  });
  itWrites("increaseTake", market, {
    signer: validator,
    write: async (at) => {
      await at.ops.subnets
        .setChainParameter({ name: "tx_delegate_take_rate_limit", value: 0 })
        .submit({ signer: at.alice });
      return at.client.write("delegates.increaseTake", { hotkey: hotkey(at), take: "10%" }) as never;
    },
    state: take,
    after: ({ before, after }) => expect([before, after]).toEqual([5_000, 6_554]),
  });
  it("are listed with their nominators", async () => {
    const at = market();
    const found = await at.ops.delegates.get({ hotkey: hotkey(at) });
    expect(found).toMatchObject({ owner: at.validator.address, take: 6_554, registrations: [at.netuid] });
    expect((await at.ops.delegates.list({})).find((each) => each.hotkey === hotkey(at))).toEqual(found);
    expect(await at.ops.delegates.of({ coldkey: at.validator.address })).toContainEqual(
      expect.objectContaining({ hotkey: hotkey(at), netuid: at.netuid }),
    );
    expect(await at.ops.delegates.takeLimits({})).toMatchObject({ most: 11_796 });
  });
  itRefuses(market, {
    "a take above the most": {
      signer: validator,
      write: (at) => at.ops.delegates.increaseTake({ hotkey: hotkey(at), take: 20_000 }),
      error: "DelegateTakeTooHigh",
    },
    "a decrease that is none": {
      signer: validator,
      write: (at) => at.ops.delegates.decreaseTake({ hotkey: hotkey(at), take: 10_000 }),
      error: "DelegateTakeTooLow",
    },
    "the take of another's hotkey": {
      signer: (at) => at.bob,
      write: (at) => at.ops.delegates.decreaseTake({ hotkey: hotkey(at), take: 1 }),
      error: "NonAssociatedColdKey",
    },
  });
});

describe("children", () => {
  const on = (at: Market) => ({ hotkey: hotkey(at), netuid: at.netuid });
  itWrites("set", market, {
    signer: validator,
    write: async (at) => {
      await at.asRoot(
        at.ops.chain.call({ call: "SubtensorModule.set_pending_childkey_cooldown", args: { cooldown: 5 } }),
      );
      return at.ops.children.set({ ...on(at), children: [{ proportion: HALF, child: at.minerHotkey.address }] });
    },
    state: (at) => at.ops.children.pending(on(at)),
    after: ({ before, after, market: at }) => {
      expect(before).toBeUndefined();
      expect(after?.children).toEqual([{ proportion: HALF, child: at.minerHotkey.address }]);
    },
  });
  it("count once their time has come", async () => {
    const at = market();
    const { block } = (await at.ops.children.pending(on(at)))!;
    await at.net.mine(Math.max(1, block - at.net.blockNumber));
    await at.net.mineToEpoch(at.netuid);
    expect(await at.ops.children.get(on(at))).toEqual([{ proportion: HALF, child: at.minerHotkey.address }]);
    expect(await at.ops.children.parents({ hotkey: at.minerHotkey.address, netuid: at.netuid })).toEqual([
      { proportion: HALF, parent: hotkey(at) },
    ]);
  });
  itWrites("setTake", market, {
    signer: (at) => at.miner,
    write: (at) => at.ops.children.setTake({ hotkey: at.minerHotkey.address, netuid: at.netuid, take: 3_000 }),
    state: (at) => at.ops.children.take({ hotkey: at.minerHotkey.address, netuid: at.netuid }),
    after: ({ before, after }) => expect([before, after]).toEqual([0, 3_000]),
  });
  itWrites("setAutoParentDelegation", market, {
    signer: validator,
    write: async (at) => {
      const now = await at.ops.children.autoParentDelegation({ hotkey: hotkey(at) });
      return at.ops.children.setAutoParentDelegation({ hotkey: hotkey(at), enabled: !now });
    },
    state: (at) => at.ops.children.autoParentDelegation({ hotkey: hotkey(at) }),
    after: ({ before, after }) => expect(after).toBe(!before),
  });
  itRefuses(market, {
    "itself as a child": {
      signer: (at) => at.miner,
      write: (at) =>
        at.ops.children.set({
          hotkey: at.minerHotkey.address,
          netuid: at.netuid,
          children: [{ proportion: 1n, child: at.minerHotkey.address }],
        }),
      error: "InvalidChild",
    },
    "more than the whole": {
      signer: (at) => at.miner,
      write: (at) =>
        at.ops.children.set({
          hotkey: at.minerHotkey.address,
          netuid: at.netuid,
          children: [
            { proportion: HALF, child: at.ownerHotkey.address },
            { proportion: HALF, child: at.otherMinerHotkey.address },
          ],
        }),
      error: "ProportionOverflow",
    },
    "a child's take that is too high": {
      signer: (at) => at.miner,
      write: (at) => at.ops.children.setTake({ hotkey: at.minerHotkey.address, netuid: at.netuid, take: 60_000 }),
      error: "InvalidChildkeyTake",
    },
  });
  it("have limits", async () => {
    expect((await market().ops.children.limits({})).mostTake).toBe(11_796);
  });
});

describe("identities", () => {
  itWrites("set", market, {
    signer: validator,
    write: (at) => at.ops.identities.set({ name: "Vera", url: "https://vera.example" }),
    state: (at) => at.ops.identities.get({ coldkey: at.validator.address }),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after).toMatchObject({ name: "Vera", url: "https://vera.example", discord: "" });
    },
  });
  it("are listed", async () => {
    expect((await market().ops.identities.list({})).map(({ identity }) => identity.name)).toContain("Vera");
  });
  itRefuses(market, {
    "who has no hotkey": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.identities.set({ name: "Nobody" }),
      error: "HotKeyNotRegisteredInNetwork",
    },
  });
});

describe("keys", () => {
  itWrites("associate", market, {
    signer: (at) => at.charlie,
    write: async (at) => at.ops.keys.associate({ hotkey: (await at.fresh("associated")).address }),
    state: async (at) => at.ops.keys.owner({ hotkey: (await at.fresh("associated")).address }),
    after: ({ before, after, market: at }) => {
      expect(before).toBeUndefined();
      expect(after).toBe(at.charlie.address);
    },
  });
  it("are listed with their owner", async () => {
    const at = market();
    expect(await at.ops.keys.owned({ coldkey: at.charlie.address })).toEqual([(await at.fresh("associated")).address]);
    expect(await at.ops.keys.stakedOn({ coldkey: at.validator.address })).toContain(hotkey(at));
    expect((await at.ops.keys.swapCost({})).cost).toBe(100_000_000n);
  });
  itWrites("swapHotkey", market, {
    signer: (at) => at.miner,
    write: async (at) =>
      at.ops.keys.swapHotkey({ hotkey: at.minerHotkey.address, newHotkey: (await at.fresh("swapped")).address }),
    state: async (at) => at.ops.neurons.uid({ netuid: at.netuid, hotkey: (await at.fresh("swapped")).address }),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after).toBe(2);
    },
  });
  itWrites("swapHotkey that leaves the stake", market, {
    signer: validator,
    write: async (at) =>
      at.ops.keys.swapHotkey({ hotkey: hotkey(at), newHotkey: (await at.fresh("bare")).address, keepStake: true }),
    state: (at) => at.ops.staking.get({ hotkey: hotkey(at), coldkey: at.validator.address, netuid: at.netuid }),
    after: ({ before, after, receipt }) => {
      expect(receipt.events.length).toBeGreaterThan(0);
      expect(after).toBeGreaterThan(0n);
      expect(before).toBeGreaterThan(0n);
    },
  });
  itRefuses(market, {
    "a swap for the same hotkey": {
      signer: (at) => at.owner,
      write: (at) => at.ops.keys.swapHotkey({ hotkey: at.ownerHotkey.address, newHotkey: at.ownerHotkey.address }),
      error: "NewHotKeyIsSameWithOld",
    },
    "a swap that was not announced": {
      signer: (at) => at.bob,
      write: async (at) => at.ops.keys.swapColdkey({ newColdkey: (await at.fresh("cold")).address }),
      error: "ColdkeySwapAnnouncementNotFound",
    },
    "a dispute about nothing": {
      signer: (at) => at.bob,
      write: (at) => at.ops.keys.disputeColdkeySwap({}),
      error: "ColdkeySwapAnnouncementNotFound",
    },
  });
  itWrites("announceColdkeySwap", market, {
    signer: (at) => at.bob,
    write: async (at) => {
      const shorten = (name: "coldkey_swap_announcement_delay" | "coldkey_swap_reannouncement_delay") =>
        at.ops.subnets.setChainParameter({ name, value: 20 }).submit({ signer: at.alice });
      await shorten("coldkey_swap_announcement_delay");
      await shorten("coldkey_swap_reannouncement_delay");
      return at.ops.keys.announceColdkeySwap({ newColdkey: (await at.fresh("cold")).address });
    },
    state: (at) => at.ops.keys.coldkeySwap({ coldkey: at.bob.address }),
    after: async ({ before, after, market: at }) => {
      expect(before).toBeUndefined();
      expect(after).toMatchObject({
        newColdkeyHash: toHex(blake2b256((await at.fresh("cold")).publicKey)),
        disputedAt: undefined,
      });
    },
  });
  itRefuses(market, {
    "anything else meanwhile": {
      signer: (at) => at.bob,
      write: (at) => at.ops.balances.transfer({ to: at.charlie.address, amount: 1_000_000n as never }),
      error: "ColdkeySwapAnnounced",
    },
    "another coldkey than the announced": {
      signer: (at) => at.bob,
      write: (at) => at.ops.keys.swapColdkey({ newColdkey: at.charlie.address }),
      error: "AnnouncedColdkeyHashDoesNotMatch",
    },
    "taking it back too early": {
      signer: (at) => at.bob,
      write: (at) => at.ops.keys.clearColdkeySwap({}),
      error: "ColdkeySwapClearTooEarly",
    },
  });
  itWrites("swapColdkey", market, {
    signer: (at) => at.bob,
    write: async (at) => {
      const { block } = (await at.ops.keys.coldkeySwap({ coldkey: at.bob.address }))!;
      await at.net.mine(Math.max(1, block - at.net.blockNumber));
      return at.ops.keys.swapColdkey({ newColdkey: (await at.fresh("cold")).address });
    },
    state: async (at) => (await at.ops.balances.get({ address: (await at.fresh("cold")).address })).free,
    after: ({ before, after }) => {
      expect(before).toBe(0n);
      expect(after).toBeGreaterThan(900_000_000_000_000n);
    },
  });
  itWrites("disputeColdkeySwap", market, {
    signer: (at) => at.charlie,
    write: async (at) => {
      await at.ops.keys
        .announceColdkeySwap({ newColdkey: (await at.fresh("thief")).address })
        .submit({ signer: at.charlie });
      return at.ops.keys.disputeColdkeySwap({});
    },
    state: async (at) => (await at.ops.keys.coldkeySwap({ coldkey: at.charlie.address }))?.disputedAt,
    after: ({ before, after, receipt }) => {
      expect(before).toBeUndefined();
      expect(after).toBe(receipt.blockNumber);
    },
  });
  itWrites("clearColdkeySwap", market, {
    signer: (at) => at.owner,
    write: async (at) => {
      const { reannounceDelay } = await at.ops.keys.swapCost({});
      await at.ops.keys
        .announceColdkeySwap({ newColdkey: (await at.fresh("mistake")).address })
        .submit({ signer: at.owner });
      const { block } = (await at.ops.keys.coldkeySwap({ coldkey: at.owner.address }))!;
      await at.net.mine(block + reannounceDelay - at.net.blockNumber);
      return at.ops.keys.clearColdkeySwap({});
    },
    state: (at) => at.ops.keys.coldkeySwap({ coldkey: at.owner.address }),
    after: ({ after }) => expect(after).toBeUndefined(),
  });
});

describe("root", () => {
  const claimType = (at: Market) => at.ops.root.claimType({ coldkey: at.validator.address });
  itWrites("setClaimType", market, {
    signer: validator,
    write: (at) => at.ops.root.setClaimType({ type: "KeepSubnets", netuids: [at.netuid, 1] }),
    state: claimType,
    after: ({ before, after, market: at }) => {
      expect(before.netuids).toEqual([]);
      expect(after).toEqual({ type: "KeepSubnets", netuids: [1, at.netuid] });
    },
  });
  itWrites("setClaimType to one without subnets", market, {
    signer: validator,
    write: (at) => at.ops.root.setClaimType({ type: "Keep" }),
    state: claimType,
    after: ({ after }) => expect(after).toEqual({ type: "Keep", netuids: [] }),
  });
  itWrites("claim", market, {
    signer: validator,
    write: (at) => at.ops.root.claim({ netuids: [at.netuid, at.netuid] }),
    state: (at) => at.ops.root.claimed({ netuid: at.netuid, hotkey: hotkey(at), coldkey: at.validator.address }),
    after: ({ before, after }) => expect(after).toBeGreaterThanOrEqual(before),
  });
  itRefuses(market, {
    "a claim on no subnet": {
      signer: validator,
      write: (at) => at.ops.root.claim({ netuids: [] }),
      error: "InvalidSubnetNumber",
    },
    "a threshold of another's subnet": {
      signer: (at) => at.miner,
      write: (at) => at.ops.root.setClaimThreshold({ netuid: at.netuid, threshold: 5n }),
      error: "BadOrigin",
    },
  });
  itWrites("setClaimThreshold", market, {
    signer: (at) => at.owner,
    write: (at) => at.ops.root.setClaimThreshold({ netuid: at.netuid, threshold: 5n }),
    state: async (at) => (await at.ops.root.claimRules({ netuid: at.netuid })).threshold,
    after: ({ after }) => expect(after).toBe(5),
  });
  it("is claimable at a rate", async () => {
    expect(await market().ops.root.claimable({ hotkey: hotkey(market()) })).toEqual([]);
  });
});
