import type { RuntimeCall } from "../../frame/index.js";
import { type CallRule, type ProxyFilter, type ProxyTypeName, proxyFilters } from "./filters.js";

const isCall = ({ type, value }: RuntimeCall, pallet: string, name: string | undefined): boolean =>
  type === pallet && (name === undefined || value.type === name);

function matches(call: RuntimeCall, { pallet, call: name, below, around }: CallRule): boolean {
  if (!isCall(call, pallet, name)) return false;
  if (below !== undefined) return (call.value.value[below.argument] as bigint) < below.limit;
  if (around !== undefined) return isCall(call.value.value.call as RuntimeCall, around.pallet, around.call);
  return true;
}

/** Whether a proxy of the type may make the call. */
export function proxyAllows(type: ProxyTypeName, call: RuntimeCall): boolean {
  const filter: ProxyFilter = proxyFilters[type];
  const named = (list: readonly CallRule[] = []): boolean => list.some((rule) => matches(call, rule));
  switch (filter.mode) {
    case "all":
      return true;
    case "nothing":
      return false;
    case "only":
      return named(filter.calls) && !named(filter.except);
    case "allBut":
      return !named(filter.calls);
  }
}

/** Whether the rights of one type include those of the other, so that a proxy of the one may hand out the other. */
export function includesRights(holder: ProxyTypeName, other: ProxyTypeName): boolean {
  if (holder === other || holder === "Any") return true;
  if (other === "Any") return false;
  if (holder === "NonTransfer") return other !== "Transfer" && other !== "SmallTransfer";
  if (holder === "Governance") return other === "Triumvirate" || other === "Senate";
  return holder === "Transfer" && other === "SmallTransfer";
}
