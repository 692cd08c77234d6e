import { fromHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { storage as drand } from "../src/pallets/drand/declarations.js";
import { quicknet } from "../src/pallets/drand/quicknet.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { storage as timestamp } from "../src/pallets/timestamp/index.js";
import { bytes, struct, u16, u64, vec } from "../src/scale/index.js";
import { roundAt, timelockEncrypt } from "../src/timelock/index.js";
import { hotkeys, type Market, market, netuid } from "./support/market.js";

const { validator, miners } = hotkeys;
const START_MS = 1_800_000_000_000;
const fields = { uids: vec(u16), values: vec(u16), version_key: u64 };
const payload = struct("Payload", { hotkey: bytes, ...fields });
const legacyPayload = struct("LegacyPayload", fields);
const vector = { uids: [2, 3], values: [3, 1], version_key: 0n };
const weights = [
  [2, 65_535],
  [3, 21_845],
];

/** A market that commits and reveals, at a time that the beacon knows. */
function open(): Market {
  const chain = market();
  chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: true });
  setTime(chain, START_MS);
  return chain;
}

const setTime = (chain: Market, ms: number): void => timestamp.Now.put(chain.ctx, BigInt(ms));

const ofValidator = (hotkey = validator): Uint8Array => payload.encode({ hotkey: fromHex(hotkey), ...vector });

function seal(chain: Market, plaintext: Uint8Array, reveal_round = roundAt(START_MS)) {
  const commit = timelockEncrypt(plaintext, reveal_round, drand.BeaconConfig.get(chain.ctx).public_key);
  return { netuid, commit, reveal_round, commit_reveal_version: 4 };
}

const commit = (chain: Market, args: object): string =>
  chain.send(validator, "SubtensorModule", "commit_timelocked_weights", args as Record<string, unknown>);

const row = (chain: Market) => storage.Weights.get(chain.ctx, netuid, 1);

describe("time-locked weights", () => {
  it("appear in the epoch after the next, without anyone's doing", () => {
    const chain = open();
    expect(commit(chain, seal(chain, ofValidator()))).toBe("ok");
    expect(storage.LastUpdate.get(chain.ctx, netuid)[1]).toBe(BigInt(chain.blockNumber));
    chain.mine();
    expect(row(chain)).toEqual([]);
    chain.mineToEpoch();
    expect(row(chain)).toEqual(weights);
    expect(storage.TimelockedWeightCommits.keys(chain.ctx, netuid)).toEqual([]);
    expect(drand.Pulses.get(chain.ctx, roundAt(START_MS))?.signature).toHaveLength(48);
  });

  it("of older clients do not name the hotkey", () => {
    const chain = open();
    commit(chain, seal(chain, legacyPayload.encode(vector)));
    chain.mineToEpoch();
    expect(row(chain)).toEqual(weights);
  });

  it("wait for their round within the epoch of the reveal, and are lost after it", () => {
    const chain = open();
    const late = seal(chain, ofValidator(), roundAt(START_MS) + 10n);
    expect(commit(chain, late)).toBe("ok");
    chain.mineToEpoch();
    expect(row(chain)).toEqual([]);
    setTime(chain, START_MS + 30_000);
    chain.mine();
    expect(row(chain)).toEqual(weights);

    expect(commit(chain, seal(chain, ofValidator(), roundAt(START_MS) + 1000n))).toBe("ok");
    chain.mineToEpoch();
    chain.mineToEpoch();
    expect(storage.TimelockedWeightCommits.keys(chain.ctx, netuid)).toEqual([]);
  });

  it("that name another hotkey, or open to nothing, are dropped", () => {
    const chain = open();
    commit(chain, seal(chain, ofValidator(miners[0])));
    commit(chain, { ...seal(chain, ofValidator()), commit: new Uint8Array(300) });
    chain.mineToEpoch();
    expect(row(chain)).toEqual([]);
    expect(storage.TimelockedWeightCommits.keys(chain.ctx, netuid)).toEqual([]);
  });

  it("are refused with the chain's errors", () => {
    const chain = open();
    const args = seal(chain, ofValidator());
    expect(commit(chain, { ...args, commit_reveal_version: 3 })).toBe("IncorrectCommitRevealVersion");
    chain.mine();
    expect(drand.LastStoredRound.get(chain.ctx)).toBe(args.reveal_round);
    expect(commit(chain, { ...args, reveal_round: args.reveal_round - 1n })).toBe("InvalidRevealRound");
    expect(chain.validate(validator, "commit_timelocked_weights", { ...args, reveal_round: 1n })).toBe(15);
    for (let times = 0; times < 10; times += 1) expect(commit(chain, args)).toBe("ok");
    expect(commit(chain, args)).toBe("TooManyUnrevealedCommits");
    expect(chain.send(validator, "SubtensorModule", "commit_crv3_mechanism_weights", { ...args, mecid: 1 })).toBe(
      "MechanismDoesNotExist",
    );
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false });
    expect(commit(chain, args)).toBe("CommitRevealDisabled");
  });

  it("open by pulses from outside when the chain follows another beacon", () => {
    const chain = open();
    const config_payload = {
      block_number: 0,
      config: quicknet,
      public: { type: "Sr25519", value: new Uint8Array(32) },
    };
    chain.must("root", "Drand", "set_beacon_config", { config_payload });
    drand.LastStoredRound.put(chain.ctx, 1000n);
    expect(commit(chain, seal(chain, legacyPayload.encode(vector), 1000n))).toBe("ok");
    chain.mineToEpoch();
    expect(row(chain)).toEqual([]);
    const signature = fromHex(
      "0xb44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    );
    drand.Pulses.put(chain.ctx, 1000n, { round: 1000n, randomness: new Uint8Array(32), signature });
    chain.mine();
    expect(row(chain)).toEqual(weights);
  });
});
