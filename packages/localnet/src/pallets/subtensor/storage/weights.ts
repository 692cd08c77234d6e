import { map, optionalMap, twox64Concat } from "../../../frame/index.js";
import { accountId, boundedBytes, h256, tuple, u16, u64, vec } from "../../../scale/index.js";
import { netuidIndex, uid } from "./keys.js";

/** Weights, bonds, and commits of weights. */
export const weightsStorage = {
  Weights: map([netuidIndex, uid], vec(tuple(u16, u16)), []),
  Bonds: map([netuidIndex, uid], vec(tuple(u16, u16)), []),
  WeightCommits: optionalMap([twox64Concat(u16), twox64Concat(accountId)], vec(tuple(h256, u64, u64, u64))),
  TimelockedWeightCommits: map(
    [twox64Concat(u16), twox64Concat(u64)],
    vec(tuple(accountId, u64, boundedBytes(5000), u64)),
    [],
  ),
  CRV3WeightCommits: map([twox64Concat(u16), twox64Concat(u64)], vec(tuple(accountId, boundedBytes(5000), u64)), []),
  CRV3WeightCommitsV2: map(
    [twox64Concat(u16), twox64Concat(u64)],
    vec(tuple(accountId, u64, boundedBytes(5000), u64)),
    [],
  ),
};
