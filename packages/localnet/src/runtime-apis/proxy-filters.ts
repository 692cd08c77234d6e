import type { Runtime } from "../engine/runtime.js";
import { defineRuntimeApi, method } from "../frame/index.js";
import { type CallRule, type ProxyFilter, type ProxyTypeName, proxyFilters } from "../pallets/proxy/filters.js";
import { bool, bytes, enumeration, option, struct, u8, u128, type ValueOf, variant, vec } from "../scale/index.js";

const common = (name: string): string => `subtensor_runtime_common::${name}`;

const proxyTypeInfo = struct(common("ProxyTypeInfo"), { name: bytes, index: u8, deprecated: bool });

const callCondition = enumeration(common("CallCondition"), {
  ParamLessThan: variant(0, { param_name: bytes, limit: u128 }),
  NestedCallMustBe: variant(1, { pallet_name: bytes, call_name: bytes }),
});

const callInfo = struct(common("CallInfo"), {
  pallet_name: bytes,
  pallet_index: u8,
  call_name: option(bytes),
  call_index: option(u8),
  condition: option(callCondition),
});

const proxyFilterInfo = struct(common("ProxyFilterInfo"), {
  proxy_type: u8,
  name: bytes,
  deprecated: bool,
  filter_mode: enumeration(common("FilterMode"), {
    AllowAll: variant(0),
    DenyAll: variant(1),
    Allow: variant(2),
    Deny: variant(3),
  }),
  calls: vec(callInfo),
  exceptions: vec(callInfo),
});

const MODES = { all: "AllowAll", nothing: "DenyAll", only: "Allow", allBut: "Deny" } as const;
const types = Object.entries(proxyFilters) as [ProxyTypeName, ProxyFilter][];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The types that allow nothing are those whose pallets are gone. */
const isDeprecated = ({ mode }: ProxyFilter): boolean => mode === "nothing";

function conditionOf({ below, around }: CallRule): ValueOf<typeof callCondition> | undefined {
  if (below) return { type: "ParamLessThan", value: { param_name: utf8(below.argument), limit: below.limit } };
  if (!around) return undefined;
  return { type: "NestedCallMustBe", value: { pallet_name: utf8(around.pallet), call_name: utf8(around.call) } };
}

/** A rule with the numbers of this runtime; nothing for what it does not have. */
function describeRule({ pallets }: Runtime, rule: CallRule): ValueOf<typeof callInfo>[] {
  const pallet = pallets.find(({ name }) => name === rule.pallet);
  const call = rule.call === undefined ? undefined : pallet?.calls?.[rule.call];
  if (!pallet || (rule.call !== undefined && !call)) return [];
  return [
    {
      pallet_name: utf8(pallet.name),
      pallet_index: pallet.index,
      call_name: rule.call === undefined ? undefined : utf8(rule.call),
      call_index: call?.index,
      condition: conditionOf(rule),
    },
  ];
}

const describe = (runtime: Runtime, name: ProxyTypeName, filter: ProxyFilter, index: number) => {
  const rules = (list: readonly CallRule[] = []) => list.flatMap((rule) => describeRule(runtime, rule));
  return {
    proxy_type: index,
    name: utf8(name),
    deprecated: isDeprecated(filter),
    filter_mode: { type: MODES[filter.mode] },
    calls: rules("calls" in filter ? filter.calls : []),
    exceptions: rules("except" in filter ? filter.except : []),
  };
};

/** What proxies of each type may do. */
export const createProxyFilterApi = (runtime: () => Runtime) =>
  defineRuntimeApi({
    name: "ProxyFilterRuntimeApi",
    version: 1,
    methods: {
      get_proxy_types: method({
        params: {},
        result: vec(proxyTypeInfo),
        run: () =>
          types.map(([name, filter], index) => ({ name: utf8(name), index, deprecated: isDeprecated(filter) })),
      }),
      get_proxy_filter: method({
        params: { proxy_type: option(u8) },
        result: vec(proxyFilterInfo),
        docs: "One type's filter, or those of all.",
        run: (_, { proxy_type: wanted }) =>
          types
            .map(([name, filter], index) => describe(runtime(), name, filter, index))
            .filter(({ proxy_type }) => wanted === undefined || proxy_type === wanted),
      }),
    },
  });
