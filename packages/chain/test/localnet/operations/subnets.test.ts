import { describe, expect, it } from "vitest";
import { itRefuses, itWrites, type Market, tao, useMarket } from "./market.js";

const market = useMarket();
const owner = (at: Market) => at.owner;
const hyperparameters = (at: Market) => at.ops.subnets.hyperparameters({ netuid: at.netuid });

describe("subnets", () => {
  let created = 0;

  itWrites("create, with an identity", market, {
    signer: (at) => at.charlie,
    write: async (at) =>
      at.ops.subnets.create({
        hotkey: (await at.fresh("owner")).address,
        identity: {
          name: "New",
          githubRepo: "",
          contact: "",
          url: "https://new.example",
          discord: "",
          description: "",
          logoUrl: "",
          additional: "",
        },
      }),
    state: async (at) => [await at.ops.subnets.limits({}), await at.ops.subnets.creationCost({})] as const,
    after: ({ before, after, receipt }) => {
      created = receipt.outcome as number;
      expect(after[0].subnets).toBe(before[0].subnets + 1);
      expect(before[1]).toBeGreaterThan(0n);
    },
  });
  itWrites("start", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.subnets.start({ netuid: created }),
    state: async (at) => (await at.ops.subnets.hyperparameters({ netuid: created })).subnetIsActive,
    after: ({ before, after }) => expect([before, after]).toEqual([false, true]),
  });
  itWrites("setIdentity", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.subnets.setIdentity({ netuid: created, name: "Better", description: "for a test" }),
    state: (at) => at.ops.subnets.identity({ netuid: created }),
    after: ({ before, after }) => {
      expect(before).toMatchObject({ name: "New", url: "https://new.example" });
      expect(after).toMatchObject({ name: "Better", url: "", description: "for a test" });
    },
  });
  itWrites("setSymbol", market, {
    signer: owner,
    write: (at) => at.ops.subnets.setSymbol({ netuid: at.netuid, symbol: "ω" }),
    state: async (at) => (await at.ops.subnets.info({ netuid: at.netuid })).symbol,
    after: ({ before, after }) => {
      expect(before).not.toBe("ω");
      expect(after).toBe("ω");
    },
  });
  itWrites("setHyperparameter", market, {
    signer: owner,
    write: (at) => at.ops.subnets.setHyperparameter({ netuid: at.netuid, name: "serving_rate_limit", value: 7 }),
    state: async (at) => (await hyperparameters(at)).servingRateLimit,
    after: ({ before, after }) => {
      expect(before).not.toBe(7);
      expect(after).toBe(7);
    },
  });
  itWrites("setHyperparameter as root, with a text", market, {
    signer: (at) => at.alice,
    write: (at) =>
      at.client.write("subnets.setHyperparameter", {
        netuid: String(at.netuid),
        name: "registration_allowed",
        value: "false",
        asRoot: "true",
      }) as never,
    state: async (at) => (await hyperparameters(at)).registrationAllowed,
    after: ({ before, after }) => expect([before, after]).toEqual([true, false]),
  });
  it("setHyperparameter takes two values, amounts and fixed-point numbers", async () => {
    const at = market();
    const set = (name: "liquid_alpha_enabled" | "alpha_values" | "min_burn" | "burn_increase_mult", value: unknown) =>
      at.ops.subnets.setHyperparameter({ netuid: at.netuid, name, value, asRoot: true }).submit({ signer: at.alice });
    await set("liquid_alpha_enabled", true);
    await set("alpha_values", "10000:50000");
    await set("min_burn", "0.25");
    await set("burn_increase_mult", 1.5);
    expect(await hyperparameters(at)).toMatchObject({ alphaLow: 10_000, alphaHigh: 50_000, minBurn: tao(0.25) });
    const { bits } = await at.client.chain.query<{ bits: bigint }>("SubtensorModule", "BurnIncreaseMult", [at.netuid]);
    expect(bits).toBe(3n << 63n);
    expect(() => at.ops.subnets.setHyperparameter({ netuid: 1, name: "tempo", value: "soon" })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: "operations/invalid", field: "value" }) }),
    );
  });
  itWrites("setChainParameter", market, {
    signer: (at) => at.alice,
    write: (at) => at.ops.subnets.setChainParameter({ name: "start_call_delay", value: 3 }),
    state: async (at) => (await at.ops.subnets.limits({})).startDelay,
    after: ({ after }) => expect(after).toBe(3),
  });
  itWrites("setTempo", market, {
    signer: owner,
    write: (at) => at.ops.subnets.setTempo({ netuid: at.netuid, tempo: 720 }),
    state: async (at) => (await hyperparameters(at)).tempo,
    after: ({ before, after }) => expect([before, after]).toEqual([10, 720]),
  });
  itWrites("setActivityCutoff", market, {
    signer: owner,
    write: (at) => at.ops.subnets.setActivityCutoff({ netuid: at.netuid, factor: 2_000 }),
    state: async (at) => (await hyperparameters(at)).activityCutoff,
    after: ({ after }) => expect(after).toBe(1_440),
  });
  itWrites("triggerEpoch", market, {
    signer: owner,
    write: (at) => at.ops.subnets.triggerEpoch({ netuid: at.netuid }),
    state: (at) => at.ops.subnets.nextEpoch({ netuid: at.netuid }),
    after: ({ before, after }) => expect(after).toBeLessThan(before!),
  });
  itWrites("trim", market, {
    signer: owner,
    write: async (at) => {
      await at.ops.subnets
        .setHyperparameter({ netuid: at.netuid, name: "min_allowed_uids", value: 1, asRoot: true })
        .submit({ signer: at.alice });
      await at.ops.subnets
        .setHyperparameter({ netuid: at.netuid, name: "immunity_period", value: 1, asRoot: true })
        .submit({ signer: at.alice });
      return at.ops.subnets.trim({ netuid: at.netuid, most: 3 });
    },
    state: (at) => at.ops.neurons.count({ netuid: at.netuid }),
    after: ({ before, after }) => {
      expect(before.registered).toBe(4);
      expect(after.registered).toBe(3);
    },
  });
  itWrites("trackVotingPower", market, {
    signer: owner,
    write: (at) => at.ops.subnets.trackVotingPower({ netuid: at.netuid, enabled: true }),
    state: (at) =>
      at.ops.chain.storage({ pallet: "SubtensorModule", item: "VotingPowerTrackingEnabled", keys: [at.netuid] }),
    after: ({ before, after }) => expect([before, after]).toEqual([false, true]),
  });
  itWrites("dissolve", market, {
    signer: (at) => at.alice,
    write: () => market().ops.subnets.dissolve({ netuid: created }),
    state: (at) => at.ops.subnets.exists({ netuid: created }),
    after: ({ before, after }) => expect([before, after]).toEqual([true, false]),
  });

  itRefuses(market, {
    "starting twice": {
      signer: owner,
      write: (at) => at.ops.subnets.start({ netuid: at.netuid }),
      error: "FirstEmissionBlockNumberAlreadySet",
    },
    "a start by another": {
      signer: (at) => at.bob,
      write: (at) => at.ops.subnets.start({ netuid: at.netuid }),
      error: "BadOrigin",
    },
    "an identity by another": {
      signer: (at) => at.bob,
      write: (at) => at.ops.subnets.setIdentity({ netuid: at.netuid, name: "Mine" }),
      error: "NotSubnetOwner",
    },
    "a symbol that is none": {
      signer: owner,
      write: (at) => at.ops.subnets.setSymbol({ netuid: at.netuid, symbol: "XYZ" }),
      error: "SymbolDoesNotExist",
    },
    "a symbol in use": {
      signer: owner,
      write: (at) => at.ops.subnets.setSymbol({ netuid: at.netuid, symbol: "ω" }),
      error: "SymbolAlreadyInUse",
    },
    "a setting of root's": {
      signer: owner,
      write: (at) => at.ops.subnets.setHyperparameter({ netuid: at.netuid, name: "kappa", value: 1 }),
      error: "BadOrigin",
    },
    "a tempo out of bounds": {
      signer: owner,
      write: (at) => at.ops.subnets.setTempo({ netuid: at.netuid, tempo: 1 }),
      error: "TempoOutOfBounds",
    },
    "an early epoch by another": {
      signer: (at) => at.bob,
      write: (at) => at.ops.subnets.triggerEpoch({ netuid: at.netuid }),
      error: "BadOrigin",
    },
    "a subnet that nobody can pay": {
      signer: (at) => at.minerHotkey,
      write: async (at) => {
        await at.ops.balances.transfer({ to: at.minerHotkey.address, amount: tao(1) }).submit({ signer: at.alice });
        await at.ops.subnets.setChainParameter({ name: "network_rate_limit", value: 0 }).submit({ signer: at.alice });
        return at.ops.subnets.create({ hotkey: (await at.fresh("poor")).address });
      },
      error: "CannotAffordLockCost",
    },
    "a lease outside a crowdloan": {
      signer: (at) => at.bob,
      write: (at) => at.ops.subnets.createOnLease({ emissionsShare: 10 }),
      error: "InvalidCrowdloanId",
    },
    "ending a lease that is none": {
      signer: (at) => at.bob,
      write: (at) => at.ops.subnets.endLease({ leaseId: 77, hotkey: at.ownerHotkey.address }),
      error: "LeaseDoesNotExist",
    },
  });
});

describe("reads of subnets", () => {
  it("agree with each other", async () => {
    const at = market();
    const netuid = at.netuid;
    const info = await at.ops.subnets.info({ netuid });
    expect((await at.ops.subnets.list({})).find((each) => each.netuid === netuid)).toEqual(info);
    expect(await at.ops.subnets.owner({ netuid })).toEqual({ coldkey: info.ownerColdkey, hotkey: info.ownerHotkey });
    expect((await at.ops.subnets.emission({})).map((each) => each.netuid)).toContain(netuid);
    expect((await at.ops.subnets.settings({ netuid })).ownerHotkey).toBe(info.ownerHotkey);
    expect(await at.ops.subnets.mechanisms({ netuid })).toMatchObject({ count: 1, split: undefined });
    expect(await at.ops.subnets.lease({ netuid })).toBeUndefined();
    expect(await at.ops.subnets.account({ netuid })).toMatch(/^5/);
    const state = await at.ops.subnets.state({ netuid });
    expect(state.hotkeys).toHaveLength(info.neurons);
    expect(state.totalStake).toHaveLength(info.neurons);
    const flow = await at.ops.subnets.flow({ netuid });
    expect(flow === undefined || Number.isFinite(flow.flow)).toBe(true);
    expect([undefined, netuid, 1]).toContain(await at.ops.subnets.toPrune({}));
    await expect(at.ops.subnets.info({ netuid: 4_000 })).rejects.toMatchObject({
      data: { code: "chain/subnet_not_found" },
    });
  });
});
