import type { Runtime } from "../engine/runtime.js";
import type { DeprecationNotes, Pallet } from "../frame/index.js";
import type { AnyType, ValueOf } from "../scale/index.js";
import type { metadataV15, metadataV16 } from "./types.js";

type V15 = Pick<ValueOf<typeof metadataV15>, "pallets" | "extrinsic" | "apis">;
type V16 = Pick<ValueOf<typeof metadataV16>, "pallets" | "extrinsic" | "apis">;
type PalletV16 = V16["pallets"][number];
type EnumReference = PalletV16["calls"];

const INTACT = { type: "NotDeprecated" } as const;

const noted = (note: string) =>
  note === ""
    ? ({ type: "DeprecatedWithoutNote" } as const)
    : ({ type: "Deprecated", value: { note, since: undefined } } as const);

const deprecationOf = (notes: DeprecationNotes = {}, name: string): PalletV16["deprecation"] => {
  const note = notes[name];
  return note === undefined ? INTACT : noted(note);
};

/** What version 16 says beyond version 15: what should no longer be used, the versions of APIs, extensions by number. */
export function describeV16(runtime: Runtime, { pallets, extrinsic, apis }: V15): V16 {
  return {
    pallets: pallets.map((described, position) => palletV16(runtime.pallets[position] as Pallet, described)),
    extrinsic: {
      versions: Uint8Array.of(extrinsic.version),
      address: extrinsic.address,
      call: extrinsic.call,
      signature: extrinsic.signature,
      extensionsByVersion: [[0, extrinsic.extensions.map((_, index) => index)]],
      extensions: extrinsic.extensions,
    },
    apis: apis.map((api, position) => ({
      ...api,
      version: runtime.apis[position]?.version ?? 0,
      methods: api.methods.map((method) => ({ ...method, deprecation: INTACT })),
      deprecation: INTACT,
    })),
  };
}

function palletV16({ deprecated = {}, ...pallet }: Pallet, described: V15["pallets"][number]): PalletV16 {
  const { storage, calls, events, errors, constants } = described;
  const items = storage?.items.map((item) => ({ ...item, deprecation: deprecationOf(deprecated.storage, item.name) }));
  const callIndex = (name: string): number | undefined => pallet.calls?.[name]?.index;
  return {
    ...described,
    storage: storage && { prefix: storage.prefix, items: items ?? [] },
    calls: enumReference(calls, deprecated.calls, callIndex),
    events: enumReference(events, deprecated.events, (name) => variantIndex(pallet.events?.type, name)),
    errors: enumReference(errors),
    constants: constants.map((constant) => ({ ...constant, deprecation: INTACT })),
    associatedTypes: [],
    viewFunctions: [],
    deprecation: INTACT,
  };
}

function variantIndex(type: AnyType | undefined, name: string): number | undefined {
  const shape = type?.definition.shape;
  const variants = shape?.kind === "variant" ? shape.variants : [];
  return variants.find((candidate) => candidate.name === name)?.index;
}

function enumReference(
  type: number | undefined,
  notes: DeprecationNotes = {},
  indexOf: (name: string) => number | undefined = () => undefined,
): EnumReference {
  if (type === undefined) return undefined;
  const deprecations = Object.entries(notes).flatMap(([name, note]) => {
    const index = indexOf(name);
    return index === undefined ? [] : [{ index, deprecation: noted(note) }];
  });
  return { type, deprecations: deprecations.sort((a, b) => a.index - b.index) };
}
