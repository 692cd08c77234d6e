import { toHex } from "@taostack/primitives";
import type { Runtime } from "../../src/engine/runtime.js";
import type { Pallet } from "../../src/frame/index.js";
import type { VariantDefinition } from "../../src/scale/type.js";
import type { ApiSurface, PalletSurface, Surface } from "./surface.js";

const mapValues = <V, R>(record: Readonly<Record<string, V>> | undefined, change: (value: V) => R) =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(value)]));

const numbered = ({ index, fields }: VariantDefinition) => [index, ...fields.map(({ name = "" }) => name)];

function eventsOf({ events }: Pallet): PalletSurface["events"] {
  const shape = events?.type.definition.shape;
  if (shape?.kind !== "variant") return {};
  return Object.fromEntries(shape.variants.map((variant) => [variant.name, numbered(variant)]));
}

const surfaceOfPallet = (pallet: Pallet): PalletSurface => ({
  index: pallet.index,
  calls: mapValues(pallet.calls, ({ index, args }) => [index, ...Object.keys(args)]),
  events: eventsOf(pallet),
  errors: mapValues(pallet.errors, ({ index }) => index),
  storage: mapValues(pallet.storage, ({ spec: { keys, fallback } }) =>
    [fallback ? "Default" : "Optional", fallback ? toHex(fallback) : "0x00", ...keys.map(({ hasher }) => hasher)].join(
      " ",
    ),
  ),
  constants: mapValues(pallet.constants, ({ value }) => toHex(value)),
});

const surfaceOfApi = ({ version, methods }: Runtime["apis"][number]): ApiSurface => ({
  version,
  methods: mapValues(methods, ({ params }) => Object.keys(params)),
});

/** The same of localnet. */
export const surfaceOf = ({ version, pallets, apis }: Runtime): Surface => ({
  specVersion: version.spec_version,
  pallets: Object.fromEntries(pallets.map((pallet) => [pallet.name, surfaceOfPallet(pallet)])),
  apis: Object.fromEntries(apis.map((api) => [api.name, surfaceOfApi(api)])),
});
