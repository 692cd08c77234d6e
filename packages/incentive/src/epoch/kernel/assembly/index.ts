// What the host sees: the steps of an epoch in their order, and where their inputs and outputs lie.

export { absoluteBonds, hasConsensus, liquidBonds } from "./absolute-bonds";
// The arithmetic by itself, for whoever checks it against another.
export { growthOf, rateAt } from "./alpha";
export { pullWeights } from "./bond-weights";
export { findConsensus, rankMiners } from "./consensus";
export { exp } from "./exponential";
export { div, mul, partOf } from "./fixed";
export { loadBonds } from "./old-bonds";
export { payOut, quantise, storeBonds, storedOffsets, storedUids, storedValues } from "./payout";
export { findPermits } from "./permits";
export { relativeBonds } from "./relative-bonds";
export { findActive, findActiveStake, shareStake } from "./stake";
export * from "./subnet";
export { loadWeights } from "./weights";
