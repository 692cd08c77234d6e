import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { badResponse, chainError, reasonOf, unsupported } from "../errors.js";
import { ByteReader } from "./byte-reader.js";
import type { Metadata, Pallet, StorageEntry, Variant } from "./metadata/metadata.js";
import { PlainEncoder } from "./plain-encoder.js";
import { type Decode, PlainTypes } from "./plain-types.js";
import type { RuntimeVersion } from "./runtime-identity.js";
import { itemPrefix, keyEncoder, keyPartsDecoder } from "./storage-key.js";

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

/** A call with its arguments, encoded: pallet's index, call's index, arguments. */
export type RuntimeCall = Uint8Array;

export interface RuntimeOptions {
  readonly metadata: Metadata;
  /** Hex. */
  readonly genesisHash: string;
  readonly specVersion: number;
  readonly version: RuntimeVersion;
}

/**
 * What one version of the chain's runtime offers, by the names that the chain uses: `SubtensorModule`, `add_stake`. It knows types
 * only, and asks nothing over the network. Values are plain: see `PlainTypes` and `PlainEncoder`.
 */
export class Runtime {
  readonly metadata: Metadata;
  readonly genesisHash: string;
  readonly specVersion: number;
  readonly version: RuntimeVersion;
  readonly types: PlainTypes;
  readonly encoder: PlainEncoder;
  readonly #pallets: ReadonlyMap<string, Pallet>;
  readonly #storage = new Map<string, StorageItem>();

  constructor({ metadata, genesisHash, specVersion, version }: RuntimeOptions) {
    this.metadata = metadata;
    this.genesisHash = genesisHash;
    this.specVersion = specVersion;
    this.version = version;
    this.types = new PlainTypes(metadata.types);
    this.encoder = new PlainEncoder(metadata.types);
    this.#pallets = new Map(metadata.pallets.map((pallet) => [pallet.name, pallet]));
  }

  /** The version that the metadata itself declares; `undefined` if it does not. */
  get declaredVersion(): number | undefined {
    return (this.constant("System", "Version") as Partial<RuntimeVersion>).specVersion;
  }

  /** @throws `chain/unsupported`. */
  storageEntry(pallet: string, item: string): StorageEntry {
    const entry = this.#pallets.get(pallet)?.storage.find(({ name }) => name === item);
    if (!entry) throw unsupported("storage", `${pallet}.${item}`);
    return entry;
  }

  /** @throws `chain/unsupported`. */
  storage(pallet: string, item: string): StorageItem {
    const name = `${pallet}.${item}`;
    const known = this.#storage.get(name);
    if (known) return known;
    const made = this.#storageItem(name, this.storageEntry(pallet, item), this.#pallets.get(pallet)!);
    this.#storage.set(name, made);
    return made;
  }

  #storageItem(name: string, entry: StorageEntry, pallet: Pallet): StorageItem {
    const encodeKey = keyEncoder(this.encoder, itemPrefix(pallet, entry), entry);
    const decodeKey = keyPartsDecoder(this.types, entry);
    const decode = this.types.decoderOf(entry.value);
    return {
      key: (args) => encodeArguments(name, () => encodeKey(args, true)),
      prefix: (args) => encodeArguments(name, () => encodeKey(args, false)),
      keyParts: (key) => decodeBytes(name, decodeKey, fromHex(key)),
      decode: (value) => {
        if (value === null && entry.optional) return undefined;
        return decodeBytes(name, decode, value === null ? entry.fallback : fromHex(value));
      },
    };
  }

  /** @param compile - Makes the result's decoder; plain values by default. @throws `chain/unsupported`. */
  method(trait: string, method: string, compile: CompileDecoder = compilePlain): RuntimeMethod {
    const name = `${trait}.${method}`;
    const api = this.metadata.apis.find((candidate) => candidate.name === trait);
    const found = api?.methods.find((candidate) => candidate.name === method);
    if (!found) throw unsupported("runtime API", name);
    const { inputs, output } = found;
    const decode = compile(this.types, output);
    return {
      name: `${trait}_${method}`,
      output,
      encode: (args) =>
        encodeArguments(name, () =>
          toHex(concatBytes(...inputs.map(({ type }, index) => this.encoder.encode(type, args[index])))),
        ),
      decode: (result) => decodeBytes(name, decode, fromHex(result)),
    };
  }

  /** @throws `chain/unsupported`. */
  constant(pallet: string, name: string): unknown {
    const constant = this.#pallets.get(pallet)?.constants.find((candidate) => candidate.name === name);
    if (!constant) throw unsupported("constant", `${pallet}.${name}`);
    return this.decode(constant.type, constant.value);
  }

  /** @throws `chain/unsupported`, or `chain/invalid_argument` for what does not fit the call's types. */
  call(pallet: string, name: string, args: readonly unknown[]): RuntimeCall {
    const { fields } = this.#variantOf(pallet, name);
    return this.callNamed(pallet, name, Object.fromEntries(fields.map((field, index) => [field.name, args[index]])));
  }

  /** The same with the arguments by the chain's names. @throws as `call`, and `chain/unsupported` for an argument that the call lacks. */
  callNamed(pallet: string, name: string, args: Readonly<Record<string, unknown>>): RuntimeCall {
    const { index, fields } = this.#variantOf(pallet, name);
    const unknown = Object.keys(args).find((key) => !fields.some((field) => field.name === key));
    if (unknown !== undefined) throw unsupported("argument", `${pallet}.${name}.${unknown}`);
    const head = Uint8Array.of(this.#pallets.get(pallet)!.index, index);
    return encodeArguments(`${pallet}.${name}`, () =>
      fields.length === 0 ? head : concatBytes(head, this.encoder.named(fields, args)),
    );
  }

  #variantOf(pallet: string, name: string): Variant {
    const calls = this.#pallets.get(pallet)?.calls;
    const variants = calls === undefined ? [] : [...this.types.variantsOf(calls).values()];
    const found = variants.find((variant) => variant.name === name);
    if (!found) throw unsupported("call", `${pallet}.${name}`);
    return found;
  }

  /** The call of an encoding in hex, which ends where the call does. @throws `chain/invalid_argument`. */
  callFromHex(hex: string): RuntimeCall {
    return encodeArguments("call", () => {
      const bytes = fromHex(hex);
      const reader = new ByteReader(bytes);
      this.readCall(reader);
      if (reader.remaining > 0) throw new RangeError("bytes are left over");
      return bytes;
    });
  }

  /** Name and arguments, by the chain's names and plain. @throws `RangeError` for what is no call. */
  readCall(reader: ByteReader): { readonly name: string; readonly args: readonly (readonly [string, unknown])[] } {
    const index = reader.u8();
    const pallet = this.metadata.pallets.find((candidate) => candidate.index === index);
    const call = pallet?.calls === undefined ? undefined : this.types.variantsOf(pallet.calls).get(reader.u8());
    if (pallet === undefined || call === undefined) throw new RangeError("no call of this runtime");
    const args = call.fields.map(
      ({ name, type }, place) => [name ?? `param${place}`, this.types.decoderOf(type)(reader)] as const,
    );
    return { name: `${pallet.name}.${call.name}`, args };
  }

  /** `SubtensorModule.set_weights`; of a call in `Sudo.sudo`, the inner one. */
  callName(call: RuntimeCall): string {
    const [index = 0, variant = 0] = call;
    const pallet = this.metadata.pallets.find((candidate) => candidate.index === index);
    const found = pallet?.calls === undefined ? undefined : this.types.variantsOf(pallet.calls).get(variant);
    const name = `${this.palletName(index)}.${found?.name ?? `call ${variant}`}`;
    return /^Sudo\.sudo(_unchecked_weight)?$/.test(name) ? this.callName(call.subarray(2)) : name;
  }

  /** `SubtensorModule` for 7. */
  palletName(index: number): string {
    return this.metadata.pallets.find((candidate) => candidate.index === index)?.name ?? `pallet ${index}`;
  }

  /** An error of a pallet, by their indexes. */
  errorOf(palletIndex: number, index: number): Variant | undefined {
    const errors = this.metadata.pallets.find((candidate) => candidate.index === palletIndex)?.errors;
    return errors === undefined ? undefined : this.types.variantsOf(errors).get(index);
  }

  /** @throws `chain/bad_response`. */
  decode(typeId: number, bytes: Uint8Array): unknown {
    return decodeBytes(`type ${typeId}`, this.types.decoderOf(typeId), bytes);
  }

  /** Everything that the runtime has, by the chain's names: `Pallet.name`. */
  names(): RuntimeNames {
    const { pallets, apis } = this.metadata;
    return {
      calls: pallets.flatMap(({ name, calls }) =>
        calls === undefined ? [] : [...this.types.variantsOf(calls).values()].map((call) => `${name}.${call.name}`),
      ),
      storage: pallets.flatMap(({ name, storage }) => storage.map((item) => `${name}.${item.name}`)),
      constants: pallets.flatMap(({ name, constants }) => constants.map((each) => `${name}.${each.name}`)),
      apis: apis.flatMap(({ name, methods }) => methods.map((method) => `${name}.${method.name}`)),
    };
  }
}

/** @throws `chain/bad_response` for bytes that the type does not describe. */
export function decodeBytes<T>(what: string, decode: (reader: ByteReader) => T, bytes: Uint8Array): T {
  try {
    return decode(new ByteReader(bytes));
  } catch (cause) {
    throw badResponse(what, cause);
  }
}

/** Says what cannot be encoded: an address with a typing mistake, a number that is too large. */
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
