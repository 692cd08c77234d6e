import { commitHash } from "@taostack/incentive";
import { toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { itRefuses, itWrites, type Market, tao, useMarket } from "./market.js";

const market = useMarket();
const hot = (at: Market) => at.validatorHotkey;
const on = (at: Market) => ({ netuid: at.netuid, hotkey: at.minerHotkey.address });
const setting = (
  at: Market,
  name: "commit_reveal_weights_enabled" | "weights_rate_limit" | "serving_rate_limit" | "mechanism_count",
  value: unknown,
) => at.ops.subnets.setHyperparameter({ netuid: at.netuid, name, value, asRoot: true }).submit({ signer: at.alice });
const rowOf = async (at: Market, mechanism = 0) =>
  (await at.ops.weights.of({ netuid: at.netuid, mechanism })).find(({ uid }) => uid === 1);

describe("neurons", () => {
  itWrites("register", market, {
    signer: (at) => at.bob,
    write: async (at) => at.ops.neurons.register({ netuid: at.netuid, hotkey: (await at.fresh("neuron")).address }),
    state: (at) => at.ops.neurons.count({ netuid: at.netuid }),
    after: ({ before, after, receipt }) => {
      expect(after.registered).toBe(before.registered + 1);
      expect(receipt.outcome).toBe(before.registered);
    },
  });
  itWrites("register within a limit", market, {
    signer: (at) => at.bob,
    write: async (at) =>
      at.ops.neurons.register({ netuid: at.netuid, hotkey: (await at.fresh("limited")).address, limitPrice: tao(50) }),
    state: async (at) => at.ops.neurons.uid({ netuid: at.netuid, hotkey: (await at.fresh("limited")).address }),
    after: ({ before, after, receipt }) => {
      expect(before).toBeUndefined();
      expect(after).toBe(receipt.outcome);
    },
  });
  itWrites("registerRoot", market, {
    signer: (at) => at.validator,
    write: (at) => at.ops.neurons.registerRoot({ hotkey: at.validatorHotkey.address }),
    state: (at) => at.ops.neurons.subnetsOf({ hotkey: at.validatorHotkey.address }),
    after: ({ before, after, market: at }) => {
      expect(before).toEqual([at.netuid]);
      expect(after).toEqual([0, at.netuid]);
    },
  });
  itWrites("serveAxon", market, {
    signer: (at) => at.minerHotkey,
    write: async (at) => {
      await setting(at, "serving_rate_limit", 0);
      return at.ops.neurons.serveAxon({ netuid: at.netuid, ip: "10.1.2.3", port: 8091, version: 5 });
    },
    state: (at) => at.ops.neurons.axon(on(at)),
    after: ({ before, after, receipt }) => {
      expect(before).toBeUndefined();
      expect(after).toEqual({ ip: "10.1.2.3", port: 8091, protocol: 4, version: 5, block: receipt.blockNumber });
      expect(receipt.fee).toBe(0n);
    },
  });
  itWrites("serveAxon with a certificate", market, {
    signer: (at) => at.minerHotkey,
    write: (at) =>
      at.ops.neurons.serveAxon({
        netuid: at.netuid,
        ip: "2001:db8::1",
        port: 8092,
        certificate: Uint8Array.of(1, 2, 3),
      }),
    state: (at) => at.ops.neurons.certificate(on(at)),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after).toEqual({ algorithm: 1, publicKey: Uint8Array.of(2, 3) });
    },
  });
  itWrites("servePrometheus", market, {
    signer: (at) => at.minerHotkey,
    write: (at) => at.ops.neurons.servePrometheus({ netuid: at.netuid, ip: "10.1.2.3", port: 9100 }),
    state: (at) => at.ops.neurons.prometheus(on(at)),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after).toMatchObject({ ip: "10.1.2.3", port: 9100, version: 1 });
    },
  });
  itRefuses(market, {
    "a hotkey that is registered": {
      signer: (at) => at.miner,
      write: (at) => at.ops.neurons.register(on(at)),
      error: "HotKeyAlreadyRegisteredInSubNet",
    },
    "a price above the limit": {
      signer: (at) => at.bob,
      write: async (at) =>
        at.ops.neurons.register({
          netuid: at.netuid,
          hotkey: (await at.fresh("dear")).address,
          limitPrice: tao(0.000000001),
        }),
      error: "RegistrationPriceLimitExceeded",
    },
    "registering on root like on others": {
      signer: (at) => at.bob,
      write: (at) => at.ops.neurons.register({ netuid: 0, hotkey: at.minerHotkey.address }),
      error: "RegistrationNotPermittedOnRootSubnet",
    },
    "an address that nobody can reach": {
      signer: (at) => at.minerHotkey,
      write: (at) => at.ops.neurons.serveAxon({ netuid: at.netuid, ip: "127.0.0.1", port: 1 }),
      error: "InvalidIpAddress",
    },
    "an axon of a stranger": {
      signer: (at) => at.bob,
      write: (at) => at.ops.neurons.serveAxon({ netuid: at.netuid, ip: "10.0.0.1", port: 1 }),
      error: "HotKeyNotRegisteredInNetwork",
    },
    "an Ethereum address without its signature": {
      signer: (at) => at.minerHotkey,
      write: (at) =>
        at.ops.neurons.associateEvmAddress({
          netuid: at.netuid,
          address: `0x${"11".repeat(20)}`,
          block: 1,
          signature: new Uint8Array(65),
        }),
      error: "UnableToRecoverPublicKey",
    },
  });
  it("read back what was written", async () => {
    const at = market();
    const all = await at.ops.neurons.list({ netuid: at.netuid });
    const miner = all.find(({ hotkey }) => hotkey === at.minerHotkey.address)!;
    expect(miner.axon).toMatchObject({ port: 8092 });
    expect(await at.ops.neurons.get({ netuid: at.netuid, uid: miner.uid })).toEqual(miner);
    expect(await at.ops.neurons.registeredAt({ netuid: at.netuid, uid: miner.uid })).toBeGreaterThanOrEqual(0);
    expect(await at.ops.neurons.registrationCost({ netuid: at.netuid })).toBeGreaterThan(0n);
    expect(await at.ops.neurons.evmAddress({ netuid: at.netuid, uid: miner.uid })).toBeUndefined();
    expect((await at.ops.neurons.votingPower({ netuid: at.netuid })).hotkeys).toEqual([]);
  });
});

describe("weights", () => {
  const row = { uids: [2, 3], weights: [65_535, 32_768] };
  const kept = { uids: Uint16Array.of(2, 3), weights: Uint16Array.of(65_535, 32_768) };

  itWrites("set", market, {
    signer: hot,
    write: (at) => at.ops.weights.set({ netuid: at.netuid, ...row }),
    state: rowOf,
    after: ({ before, after, receipt }) => {
      expect(before).toBeUndefined();
      expect(after).toMatchObject(kept);
      expect(receipt.fee).toBe(0n);
    },
  });
  itWrites("set of another mechanism", market, {
    signer: hot,
    write: async (at) => {
      await at.ops.subnets
        .setHyperparameter({ netuid: at.netuid, name: "max_allowed_uids", value: 128, asRoot: true })
        .submit({ signer: at.alice });
      await setting(at, "mechanism_count", 2);
      return at.ops.weights.set({ netuid: at.netuid, ...row, mechanism: 1 });
    },
    state: (at) => rowOf(at, 1),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after).toMatchObject(kept);
    },
  });
  itWrites("setMany", market, {
    signer: hot,
    write: (at) => at.ops.weights.setMany({ rows: [{ netuid: at.netuid, uids: [3], weights: [9], versionKey: 0n }] }),
    state: rowOf,
    after: ({ after }) => expect(after).toMatchObject({ uids: Uint16Array.of(3), weights: Uint16Array.of(65_535) }),
  });
  itRefuses(market, {
    "weights of one without a permit": {
      signer: (at) => at.minerHotkey,
      write: (at) => at.ops.weights.set({ netuid: at.netuid, ...row }),
      error: "NeuronNoValidatorPermit",
    },
    "weights of a uid that is not there": {
      signer: hot,
      write: (at) => at.ops.weights.set({ netuid: at.netuid, uids: [200], weights: [1] }),
      error: "UidVecContainInvalidOne",
    },
    "a commit where weights are set": {
      signer: hot,
      write: (at) => at.ops.weights.commit({ netuid: at.netuid, ...row, salt: [1] }),
      error: "CommitRevealDisabled",
    },
  });
  it("are checked before they are sent", () => {
    const refused = (uids: number[], weights: number[]) => () =>
      market().ops.weights.set({ netuid: market().netuid, uids, weights });
    const invalid = (field: string) =>
      expect.objectContaining({ data: expect.objectContaining({ code: "operations/invalid", field }) });
    expect(refused([1], [1, 2])).toThrow(invalid("weights"));
    expect(refused([1, 1], [1, 2])).toThrow(invalid("uids"));
  });

  itWrites("commit", market, {
    signer: hot,
    write: async (at) => {
      await setting(at, "commit_reveal_weights_enabled", true);
      return at.ops.weights.commit({ netuid: at.netuid, ...row, salt: [1, 2, 3] });
    },
    state: (at) => at.ops.weights.commits({ netuid: at.netuid, hotkey: at.validatorHotkey.address }),
    after: ({ before, after, market: at, receipt }) => {
      const hash = commitHash({
        account: at.validatorHotkey.publicKey,
        index: at.netuid,
        uids: row.uids,
        values: row.weights,
        salt: [1, 2, 3],
        versionKey: 0n,
      });
      expect(before).toEqual([]);
      expect(after).toEqual([expect.objectContaining({ hash: toHex(hash), block: receipt.blockNumber })]);
    },
  });
  itRefuses(market, {
    "weights in the open where they are hidden": {
      signer: hot,
      write: (at) => at.ops.weights.set({ netuid: at.netuid, ...row }),
      error: "CommitRevealEnabled",
    },
    "an early reveal": {
      signer: hot,
      write: (at) => at.ops.weights.reveal({ netuid: at.netuid, ...row, salt: [1, 2, 3] }),
      error: "RevealTooEarly",
    },
    "a reveal of what was not committed": {
      signer: hot,
      write: async (at) => {
        await at.net.mineToEpoch(at.netuid);
        return at.ops.weights.reveal({ netuid: at.netuid, ...row, salt: [4] });
      },
      error: "NoWeightsCommitFound",
    },
  });
  itWrites("reveal", market, {
    signer: hot,
    write: (at) => at.ops.weights.reveal({ netuid: at.netuid, ...row, salt: [1, 2, 3] }),
    state: rowOf,
    after: ({ after }) => expect(after).toMatchObject(kept),
  });
  it("commitMany and revealMany", async () => {
    const at = market();
    const hashOf = (salt: number[], index = at.netuid) =>
      toHex(
        commitHash({ account: at.validatorHotkey.publicKey, index, uids: [2], values: [65_535], salt, versionKey: 0n }),
      );
    await at.ops.weights
      .commitMany({ rows: [{ netuid: at.netuid, hash: hashOf([7]) }] })
      .submit({ signer: at.validatorHotkey });
    expect(await at.ops.weights.commits({ netuid: at.netuid, hotkey: at.validatorHotkey.address })).toHaveLength(1);
    await at.net.mineToEpoch(at.netuid);
    const rows = [{ uids: [2], weights: [65_535], salt: [7], versionKey: 0n }];
    await at.ops.weights.revealMany({ netuid: at.netuid, rows }).submit({ signer: at.validatorHotkey });
    expect(await rowOf(at)).toMatchObject({ uids: Uint16Array.of(2) });
  });
  itWrites("commitTimelocked, which the chain opens by itself", market, {
    signer: hot,
    write: (at) => at.ops.weights.commitTimelocked({ netuid: at.netuid, ...row }),
    state: (at) => at.ops.weights.timelockedCommits({ netuid: at.netuid }),
    after: ({ before, after, market: at }) => {
      expect(before).toEqual([]);
      expect(after).toEqual([expect.objectContaining({ hotkey: at.validatorHotkey.address })]);
    },
  });
  it("that were timelocked appear in the epoch of the reveal", async () => {
    const at = market();
    expect(await rowOf(at)).toMatchObject({ uids: Uint16Array.of(2) });
    const rules = await at.ops.weights.rules({ netuid: at.netuid });
    expect(rules).toMatchObject({ commitReveal: true, revealPeriod: 1, commitVersion: 4 });
    await at.net.mineToEpoch(at.netuid);
    await at.net.mine(6);
    expect(await rowOf(at)).toMatchObject(kept);
    expect(await at.ops.weights.timelockedCommits({ netuid: at.netuid })).toEqual([]);
    expect((await at.ops.weights.bonds({ netuid: at.netuid })).length).toBeGreaterThan(0);
  });
  itRefuses(market, {
    "a round that is over": {
      signer: hot,
      write: (at) => at.ops.weights.commitTimelocked({ netuid: at.netuid, ...row, round: 1n }),
      error: "InvalidRevealRound",
    },
  });
});
