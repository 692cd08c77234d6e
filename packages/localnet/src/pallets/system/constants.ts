import { constant } from "../../frame/index.js";
import { u16, u32, type ValueOf } from "../../scale/index.js";
import { BLOCK_HASH_COUNT } from "./pallet.js";
import { blockLength, blockWeights, type RuntimeVersion, runtimeDbWeight, runtimeVersion } from "./types.js";

const MAX_U64 = (1n << 64n) - 1n;
const weightOf = (ref_time: bigint, proof_size = 0n) => ({ ref_time, proof_size });

/** Ref time in picoseconds that every transaction costs before its call. */
export const BASE_EXTRINSIC_REF_TIME = 108_157_000n;
const base_extrinsic = weightOf(BASE_EXTRINSIC_REF_TIME);

export const limits: ValueOf<typeof blockWeights> = {
  base_block: weightOf(431_614_000n),
  max_block: weightOf(4_000_000_000_000n, MAX_U64),
  per_class: {
    normal: {
      base_extrinsic,
      max_extrinsic: weightOf(2_599_891_843_000n, 11_990_383_647_911_208_550n),
      max_total: weightOf(3_000_000_000_000n, 13_835_058_055_282_163_711n),
      reserved: weightOf(0n),
    },
    operational: {
      base_extrinsic,
      max_extrinsic: weightOf(3_599_891_843_000n, 16_602_069_666_338_596_454n),
      max_total: weightOf(4_000_000_000_000n, MAX_U64),
      reserved: weightOf(1_000_000_000_000n, 4_611_686_018_427_387_904n),
    },
    mandatory: { base_extrinsic, max_extrinsic: undefined, max_total: undefined, reserved: undefined },
  },
};

/** Bytes of extrinsics in a block, by class. */
export const lengthLimits = { normal: 7_864_320, operational: 10_485_760, mandatory: 10_485_760 };

export const createConstants = (version: RuntimeVersion) => ({
  BlockWeights: constant(blockWeights, limits),
  BlockLength: constant(blockLength, { max: lengthLimits }),
  BlockHashCount: constant(u32, BLOCK_HASH_COUNT, ["How many block hashes the state keeps."]),
  DbWeight: constant(runtimeDbWeight, { read: 25_000_000n, write: 100_000_000n }),
  Version: constant(runtimeVersion, version),
  SS58Prefix: constant(u16, 42),
});
