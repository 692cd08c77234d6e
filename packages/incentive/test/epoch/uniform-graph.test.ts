import { describe, expect, it } from "vitest";
import type { UidPairs } from "../../src/index.js";
import { pairsOfRow } from "../../src/index.js";
import { Subnet } from "../support/subnet.js";

const N = 512;
const VALIDATORS = 64;

/** Where the validators sit among the UIDs. */
const placements: Record<string, (uid: number) => boolean> = {
  first: (uid) => uid < VALIDATORS,
  last: (uid) => uid >= N - VALIDATORS,
  "every eighth": (uid) => uid % 8 === 3,
};

// yuma.md 9.8
describe.each([
  ["first", false],
  ["last", true],
  ["every eighth", false],
])("512 UIDs, 64 validators that weigh all miners alike: %s, miners' self-weights %s", (placement, selfWeights) => {
  const isValidator = placements[placement]!;
  const uids = Array.from({ length: N }, (_, uid) => uid);
  const toMiners: UidPairs = uids.filter((uid) => !isValidator(uid)).map((uid) => [uid, 127]);
  const subnet = new Subnet({
    stake: uids.map((uid) => (isValidator(uid) ? 328125000000000n : 0n)),
    registered: 0,
    tempo: 65_534,
    maxAllowedValidators: VALIDATORS,
  });

  it("pays each alike", () => {
    subnet.epoch(0);
    for (const uid of uids) {
      if (isValidator(uid)) subnet.setWeights(uid, toMiners, 1);
      else if (selfWeights) subnet.setWeights(uid, [[uid, 65535]], 1);
    }
    subnet.epoch(1);
    subnet.epoch(1);
    const output = subnet.epoch(1);
    const by = (validator: number, miner: number) => uids.map((uid) => (isValidator(uid) ? validator : miner));
    expect([...output.consensus]).toEqual(by(0, 146));
    expect([...output.incentive]).toEqual(by(0, 146));
    expect([...output.dividends]).toEqual(by(1023, 0));
    expect([...output.emission].map(Number)).toEqual(by(7_812_500, 1_116_071));
    expect([...output.validatorTrust]).toEqual(by(65_534, 0));
    expect(output.emission.reduce((a, b) => a + b, 0n)).toBe(999_999_808n);
    const fullBonds = toMiners.map(([uid]) => [uid, 65_535]);
    for (const uid of uids) expect(pairsOfRow(output.bonds, uid)).toEqual(isValidator(uid) ? fullBonds : []);
  });
});
