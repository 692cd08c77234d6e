import type { GenericExtrinsic, TypeRegistry } from "@polkadot/types";
import type { Call, MetadataLatest } from "@polkadot/types/interfaces";
import type { DecoratedMeta } from "@polkadot/types/metadata/decorate/types";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { badResponse, chainError, reasonOf, unsupported } from "../errors.js";
import { ByteReader } from "./byte-reader.js";
import { libraryName } from "./names.js";
import { type Decode, PlainTypes } from "./plain-types.js";
import type { RuntimeVersion } from "./runtime-identity.js";
import { keyPartsDecoder } from "./storage-key.js";

/** One storage item: its keys and the decoding of its values. */
export interface StorageItem {
  /** Hex key of one entry. */
  key(args: readonly unknown[]): string;
  /** Hex prefix of all entries whose first keys are `args`. */
  prefix(args: readonly unknown[]): string;
  /** The parts of a hex key, plain. */
  keyParts(key: string): unknown[];
  /** A hex value, or `null` for an entry that is not stored: then the default, or `undefined` for an optional item. */
  decode(value: string | null): unknown;
}

/** One method of a runtime API. */
export interface RuntimeMethod {
  /** `SubnetInfoRuntimeApi_get_metagraph`. */
  readonly name: string;
  /** The type of the result, by its number in the metadata. */
  readonly output: number;
  encode(args: readonly unknown[]): string;
  decode(result: string): unknown;
}

/** Makes the decoder of a type. */
export type CompileDecoder = (types: PlainTypes, typeId: number) => Decode;

const compilePlain: CompileDecoder = (types, typeId) => types.decoderOf(typeId);

export interface RuntimeNames {
  readonly calls: readonly string[];
  readonly storage: readonly string[];
  readonly constants: readonly string[];
  readonly apis: readonly string[];
}

export type Extrinsic = GenericExtrinsic;

/** What the library makes of a metadata, and whose it is. */
export interface RuntimeParts extends Pick<DecoratedMeta, "query" | "tx"> {
  readonly registry: TypeRegistry;
  readonly metadata: MetadataLatest;
  /** Hex. */
  readonly genesisHash: string;
  readonly specVersion: number;
  readonly version: RuntimeVersion;
}

/**
 * What one version of the chain's runtime offers, by the names that the chain uses: `SubtensorModule`, `add_stake`. It knows types
 * only, and asks nothing over the network. Values are plain: see `PlainTypes`.
 */
export class Runtime {
  readonly types: PlainTypes;

  constructor(readonly parts: RuntimeParts) {
    this.types = new PlainTypes(parts.registry.lookup);
  }

  get specVersion(): number {
    return this.parts.specVersion;
  }

  get genesisHash(): string {
    return this.parts.genesisHash;
  }

  /** The version that the metadata itself declares; `undefined` if it does not. */
  get declaredVersion(): number | undefined {
    return (this.constant("System", "Version") as Partial<RuntimeVersion>).specVersion;
  }

  /** @throws `chain/unsupported`. */
  storage(pallet: string, item: string): StorageItem {
    const name = `${pallet}.${item}`;
    const entry = this.parts.query[libraryName(pallet)]?.[libraryName(item)];
    if (!entry) throw unsupported("storage", name);
    const { meta } = entry;
    const type = meta.type.isPlain ? meta.type.asPlain : meta.type.asMap.value;
    const decode = this.types.decoderOf(type.toNumber());
    return {
      key: (args) => encodeArguments(name, () => toHex(withoutLength(entry(...args)))),
      prefix: (args) => encodeArguments(name, () => toHex(entry.keyPrefix(...args))),
      keyParts: (key) => decodeBytes(name, keyPartsDecoder(this.types, meta), fromHex(key)),
      decode: (value) => {
        if (value === null && meta.modifier.isOptional) return undefined;
        return decodeBytes(name, decode, value === null ? meta.fallback.toU8a(true) : fromHex(value));
      },
    };
  }

  #method(trait: string, method: string) {
    const api = this.parts.metadata.apis.find((candidate) => candidate.name.toString() === trait);
    const found = api?.methods.find((candidate) => candidate.name.toString() === method);
    if (!found) throw unsupported("runtime API", `${trait}.${method}`);
    return found;
  }

  /** @param compile - Makes the result's decoder; plain values by default. @throws `chain/unsupported`. */
  method(trait: string, method: string, compile: CompileDecoder = compilePlain): RuntimeMethod {
    const name = `${trait}.${method}`;
    const found = this.#method(trait, method);
    const { registry } = this.parts;
    const output = found.output.toNumber();
    const decode = compile(this.types, output);
    const encodeInput = ({ type }: (typeof found.inputs)[number], value: unknown) =>
      registry.createTypeUnsafe(registry.createLookupType(type), [value]).toU8a();
    return {
      name: `${trait}_${method}`,
      output,
      encode: (args) => {
        const encoded = found.inputs.map((input, index) =>
          encodeArguments(name, () => encodeInput(input, args[index])),
        );
        return toHex(concatBytes(...encoded));
      },
      decode: (result) => decodeBytes(name, decode, fromHex(result)),
    };
  }

  /** @throws `chain/unsupported`. */
  constant(pallet: string, name: string): unknown {
    const found = this.parts.metadata.pallets.find((candidate) => candidate.name.toString() === pallet);
    const constant = found?.constants.find((candidate) => candidate.name.toString() === name);
    if (!constant) throw unsupported("constant", `${pallet}.${name}`);
    return this.decode(constant.type.toNumber(), constant.value.toU8a(true));
  }

  /** An unsigned extrinsic. @throws `chain/unsupported`, or `chain/invalid_argument` for what does not fit the call's types. */
  call(pallet: string, name: string, args: readonly unknown[]): Extrinsic {
    const create = this.parts.tx[libraryName(pallet)]?.[libraryName(name)];
    if (!create) throw unsupported("call", `${pallet}.${name}`);
    return encodeArguments(`${pallet}.${name}`, () => this.#extrinsicOf(create(...args)));
  }

  /** The same with the arguments by the chain's names. @throws as `call`, and `chain/unsupported` for an argument that the call lacks. */
  callNamed(pallet: string, name: string, args: Readonly<Record<string, unknown>>): Extrinsic {
    const create = this.parts.tx[libraryName(pallet)]?.[libraryName(name)];
    if (!create) throw unsupported("call", `${pallet}.${name}`);
    const names = Array.from(create.meta.fields, (field, index) => field.name.unwrapOr(`param${index}`).toString());
    const unknown = Object.keys(args).find((key) => !names.includes(key));
    if (unknown !== undefined) throw unsupported("argument", `${pallet}.${name}.${unknown}`);
    return encodeArguments(`${pallet}.${name}`, () => this.#extrinsicOf(create(...names.map((each) => args[each]))));
  }

  /** The call of an encoding in hex, which ends where the call does. @throws `chain/invalid_argument`. */
  callFromHex(hex: string): Extrinsic {
    return encodeArguments("call", () => {
      const call = this.parts.registry.createType<Call>("Call", hex);
      if (call.toHex() !== hex.toLowerCase()) throw new RangeError("bytes are left over");
      return this.#extrinsicOf(call);
    });
  }

  /** The oldest that the chain takes. */
  get extrinsicVersion(): number {
    return Number(this.parts.metadata.extrinsic.versions.at(0) ?? 4);
  }

  #extrinsicOf(call: Call): Extrinsic {
    const options = { version: this.extrinsicVersion };
    return this.parts.registry.createTypeUnsafe<Extrinsic>("Extrinsic", [call, options]);
  }

  /** `SubtensorModule.set_weights`; of a call in `Sudo.sudo`, the inner one. */
  callName({ method }: Pick<Extrinsic, "method">): string {
    const name = `${this.palletName(method.callIndex[0] ?? -1)}.${method.meta.name.toString()}`;
    const [inner] = method.args as unknown as [Extrinsic["method"] | undefined];
    return name.startsWith("Sudo.sudo") && inner?.callIndex ? this.callName({ method: inner }) : name;
  }

  /** `SubtensorModule` for 7. */
  palletName(index: number): string {
    const pallet = this.parts.metadata.pallets.find((candidate) => candidate.index.toNumber() === index);
    return pallet?.name.toString() ?? `pallet ${index}`;
  }

  /** @throws `chain/bad_response`. */
  decode(typeId: number, bytes: Uint8Array): unknown {
    return decodeBytes(`type ${typeId}`, this.types.decoderOf(typeId), bytes);
  }

  /** Everything that the runtime has, by the chain's names: `Pallet.name`. */
  names(): RuntimeNames {
    const { pallets, apis } = this.parts.metadata;
    const { lookup } = this.types;
    return {
      calls: pallets.flatMap(({ name, calls }) =>
        calls.isNone
          ? []
          : Array.from(
              lookup.getSiType(calls.unwrap().type.toNumber()).def.asVariant.variants,
              (call) => `${name}.${call.name}`,
            ),
      ),
      storage: pallets.flatMap(({ name, storage }) =>
        storage.isNone ? [] : Array.from(storage.unwrap().items, (item) => `${name}.${item.name}`),
      ),
      constants: pallets.flatMap(({ name, constants }) => Array.from(constants, (each) => `${name}.${each.name}`)),
      apis: apis.flatMap(({ name, methods }) => Array.from(methods, (method) => `${name}.${method.name}`)),
    };
  }
}

/** Keys come as bytes of their own length. */
function withoutLength(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  return reader.bytes(reader.length());
}

/** @throws `chain/bad_response` for bytes that the type does not describe. */
export function decodeBytes<T>(what: string, decode: (reader: ByteReader) => T, bytes: Uint8Array): T {
  try {
    return decode(new ByteReader(bytes));
  } catch (cause) {
    throw badResponse(what, cause);
  }
}

/** The library says in its own words what it cannot encode: an address with a typing mistake, a number that is too large. */
function encodeArguments<T>(name: string, encode: () => T): T {
  try {
    return encode();
  } catch (cause) {
    throw chainError(
      { code: "chain/invalid_argument", argument: name },
      `The arguments of ${name} do not fit: ${reasonOf(cause)}.`,
      { cause, remedy: "Check the addresses and the numbers." },
    );
  }
}
