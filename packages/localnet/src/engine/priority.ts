import type { DispatchClass } from "../frame/index.js";

/** Fixed by class: a tip does not raise it. */
export const priorityOf = (dispatchClass: DispatchClass): bigint =>
  dispatchClass === "Operational" ? 10_000_000_000n : 1n;
