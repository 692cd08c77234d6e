// Subnets to measure with: random weights and bonds of `validators` validators on `filled` of all UIDs.
import { sparseRows } from "@taostack/incentive";

/** Numbers from 0 up to 1, the same in every run (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const cases = [
  { n: 64, validators: 64, filled: 1 },
  { n: 256, validators: 64, filled: 1, nativeMs: { yuma2: 1.6, liquid: 23 } },
  { n: 1024, validators: 64, filled: 1, nativeMs: { yuma2: 9, liquid: 362 } },
  { n: 4096, validators: 128, filled: 1, nativeMs: { yuma2: 142, liquid: 5600 } },
  { n: 64, validators: 64, filled: 0.05 },
  { n: 256, validators: 64, filled: 0.05 },
  { n: 1024, validators: 64, filled: 0.05 },
  { n: 4096, validators: 128, filled: 0.05, nativeMs: { yuma2: 13 } },
];

/**
 * @param rules - "yuma2", or "liquid": Yuma3 with liquid alpha.
 * Bonds follow weights that are not clipped to consensus (penalty 0), so that every distance, and so every rate, differs.
 */
export function createSubnet({ n, validators, filled }, rules) {
  const random = randomFrom(n);
  const uids = Array.from({ length: n }, (_, uid) => uid);
  const row = (value) => uids.filter(() => random() < filled).map((uid) => [uid, value()]);
  const rows = (value) => sparseRows(uids.map((uid) => (uid < validators ? row(value) : [])));
  return {
    n,
    currentBlock: 10_000,
    lastMechanismStepBlock: 9_640,
    emission: 1_000_000_000n,
    alphaStake: BigUint64Array.from(uids, (uid) => (uid < validators ? BigInt(Math.floor(random() * 1e15)) : 0n)),
    rootStake: new BigUint64Array(n),
    lastUpdate: new Float64Array(n).fill(9_990),
    blockAtRegistration: new Float64Array(n),
    validatorPermit: Uint8Array.from(uids, (uid) => Number(uid < validators)),
    weights: rows(() => 1 + Math.floor(random() * 65_535)),
    bonds: rows(() => Math.floor(random() * 65_536)),
    hyperparameters: {
      tempo: 360,
      activityCutoffFactorMilli: 13_889,
      maxAllowedValidators: validators,
      kappa: 32_767,
      bondsPenalty: rules === "liquid" ? 0 : 65_535,
      bondsMovingAverage: 900_000n,
      yuma3On: rules === "liquid",
      liquidAlphaOn: rules === "liquid",
      alphaValues: [45_875, 58_982],
      alphaSigmoidSteepness: 1_000,
      stakeThreshold: 0n,
      taoWeight: 0n,
    },
  };
}
