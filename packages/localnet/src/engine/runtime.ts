import { fromHex } from "@taostack/primitives";
import type {
  AnyApiMethod,
  AnyCall,
  DispatchInfo,
  Pallet,
  RuntimeApi,
  RuntimeCall,
  RuntimeEvent,
} from "../frame/index.js";
import { runtimeApiId } from "../frame/index.js";
import type { RuntimeVersion } from "../pallets/system/types.js";
import { type AnyType, enumeration, recursive, type ScaleType, type Variants, variant } from "../scale/index.js";
import { createExtrinsicType, type Extrinsic } from "./extrinsic.js";

/** Levels of calls inside calls that a transaction may have. */
export const MAX_CALL_NESTING = 8;

/** The parts that know the runtime they are part of, because they carry its calls or events. */
export interface RuntimeTypes {
  readonly call: ScaleType<RuntimeCall>;
  readonly event: ScaleType<RuntimeEvent>;
  readonly extrinsic: ScaleType<Extrinsic>;
}

export interface Runtime extends RuntimeTypes {
  readonly version: RuntimeVersion;
  readonly pallets: readonly Pallet[];
  readonly apis: readonly RuntimeApi[];
  /** The outer enum of all pallets' errors; only metadata shows it. */
  readonly error: AnyType;
  readonly slotDurationMs: number;
  /** The declaration of a call. */
  callSpec(call: RuntimeCall): AnyCall;
  /** What a call costs before it runs, inner calls included. */
  infoOf(call: RuntimeCall): DispatchInfo;
  /** `SubnetInfoRuntimeApi_get_metagraph` → its method, if the runtime has it. */
  apiMethod(name: string): AnyApiMethod | undefined;
}

export interface RuntimeParts {
  readonly version: Omit<RuntimeVersion, "apis">;
  readonly slotDurationMs: number;
  pallets(types: RuntimeTypes, version: RuntimeVersion): readonly Pallet[];
  apis(types: RuntimeTypes, runtime: () => Runtime): readonly RuntimeApi[];
}

const ROOT = "node_subtensor_runtime";
export const callEnumPath = (pallet: Pallet): string => `${pallet.path}::Call`;
const paramsOf = (pallet: Pallet) => (pallet.generics ?? ["T"]).map((name) => ({ name }));

/** The enum of a pallet's calls. */
function palletCalls(pallet: Pallet): AnyType {
  const variants: Variants = Object.fromEntries(
    Object.entries(pallet.calls ?? {}).map(([name, { index, args, docs = [] }]) => [
      name,
      variant(index, args, typeof docs === "string" ? [docs] : docs),
    ]),
  );
  return enumeration(callEnumPath(pallet), variants, { params: paramsOf(pallet) });
}

/** The enum of a pallet's errors. */
export function palletErrors(pallet: Pallet): AnyType | undefined {
  if (!pallet.errors) return undefined;
  const variants: Variants = Object.fromEntries(
    Object.values(pallet.errors).map(({ name, index, docs }) => [name, variant(index, undefined, [docs])]),
  );
  return enumeration(`${pallet.path}::Error`, variants, { params: paramsOf(pallet) });
}

/** One variant for each pallet that has the part. */
function outerEnum(name: string, pallets: readonly Pallet[], part: (pallet: Pallet) => AnyType | undefined): AnyType {
  const variants = pallets.flatMap((pallet) => {
    const type = part(pallet);
    return type ? [[pallet.name, variant(pallet.index, type)] as const] : [];
  });
  return enumeration(`${ROOT}::${name}`, Object.fromEntries(variants) as Variants);
}

/** Ties pallets and APIs together into one runtime. */
export function createRuntime(parts: RuntimeParts): Runtime {
  let built: Runtime | undefined;
  const self = (): Runtime => built as Runtime;
  const call = recursive<RuntimeCall>(() => calls, MAX_CALL_NESTING + 1);
  const event = recursive<RuntimeEvent>(() => events, 1);
  const types: RuntimeTypes = { call, event, extrinsic: createExtrinsicType(call) };
  const apis = parts.apis(types, self);
  const version: RuntimeVersion = {
    ...parts.version,
    apis: apis.map(({ name, version }) => [fromHex(runtimeApiId(name)), version]),
  };
  const pallets = [...parts.pallets(types, version)].sort((a, b) => a.index - b.index);
  const calls = outerEnum("RuntimeCall", pallets, (pallet) =>
    pallet.calls ? palletCalls(pallet) : undefined,
  ) as ScaleType<RuntimeCall>;
  const events = outerEnum("RuntimeEvent", pallets, (pallet) => pallet.events?.type) as ScaleType<RuntimeEvent>;
  const error = outerEnum("RuntimeError", pallets, palletErrors);

  const specs = new Map(pallets.map((pallet) => [pallet.name, pallet.calls ?? {}]));
  const methods = new Map(
    apis.flatMap((api) => Object.entries(api.methods).map(([name, method]) => [`${api.name}_${name}`, method])),
  );
  const callSpec = ({ type, value }: RuntimeCall): AnyCall => specs.get(type)?.[value.type] as AnyCall;
  const infoOf = (call: RuntimeCall): DispatchInfo => {
    const spec = callSpec(call);
    const { weight = 0, proofSize = 0, paysFee = true } = spec;
    return {
      refTime: BigInt(weight),
      proofSize: BigInt(proofSize),
      class: spec.class ?? "Normal",
      paysFee,
      ...spec.info?.(call.value.value, infoOf),
    };
  };

  built = {
    ...types,
    version,
    pallets,
    apis,
    error,
    slotDurationMs: parts.slotDurationMs,
    callSpec,
    infoOf,
    apiMethod: (name) => methods.get(name),
  };
  return built;
}
