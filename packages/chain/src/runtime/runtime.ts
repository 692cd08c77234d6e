import type { ApiPromise } from "@polkadot/api";
import type { SubmittableExtrinsic } from "@polkadot/api/types";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { badResponse, chainError, reasonOf, unsupported } from "../errors.js";
import { ByteReader } from "./byte-reader.js";
import { libraryName } from "./names.js";
import { PlainTypes } from "./plain-types.js";
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
  encode(args: readonly unknown[]): string;
  decode(result: string): unknown;
}

export type Extrinsic = SubmittableExtrinsic<"promise">;

/**
 * What one version of the chain's runtime offers, by the names that the chain uses: `SubtensorModule`, `add_stake`. It knows types
 * only, and asks nothing over the network. Values are plain: see `PlainTypes`.
 */
export class Runtime {
  readonly specVersion: number;
  readonly genesisHash: string;
  readonly types: PlainTypes;

  constructor(readonly api: ApiPromise) {
    this.specVersion = api.runtimeVersion.specVersion.toNumber();
    this.genesisHash = api.genesisHash.toHex();
    this.types = new PlainTypes(api.registry.lookup);
  }

  /** @throws `chain/unsupported`. */
  storage(pallet: string, item: string): StorageItem {
    const name = `${pallet}.${item}`;
    const query = this.api.query[libraryName(pallet)]?.[libraryName(item)];
    if (!query) throw unsupported("storage", name);
    const { meta } = query.creator;
    const type = meta.type.isPlain ? meta.type.asPlain : meta.type.asMap.value;
    const decode = this.types.decoderOf(type.toNumber());
    return {
      key: (args) => encodeArguments(name, () => query.key(...args)),
      prefix: (args) => encodeArguments(name, () => query.keyPrefix(...args)),
      keyParts: (key) => decodeBytes(name, keyPartsDecoder(this.types, meta), fromHex(key)),
      decode: (value) => {
        if (value === null && meta.modifier.isOptional) return undefined;
        return decodeBytes(name, decode, value === null ? meta.fallback.toU8a(true) : fromHex(value));
      },
    };
  }

  /** @throws `chain/unsupported`. */
  method(trait: string, method: string): RuntimeMethod {
    const name = `${trait}.${method}`;
    const api = this.#metadata.apis.find((candidate) => candidate.name.toString() === trait);
    const found = api?.methods.find((candidate) => candidate.name.toString() === method);
    if (!found) throw unsupported("runtime API", name);
    const { registry } = this.api;
    const decode = this.types.decoderOf(found.output.toNumber());
    const encodeInput = ({ type }: (typeof found.inputs)[number], value: unknown) =>
      registry.createTypeUnsafe(registry.createLookupType(type), [value]).toU8a();
    return {
      name: `${trait}_${method}`,
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
    const found = this.#metadata.pallets.find((candidate) => candidate.name.toString() === pallet);
    const constant = found?.constants.find((candidate) => candidate.name.toString() === name);
    if (!constant) throw unsupported("constant", `${pallet}.${name}`);
    return this.decode(constant.type.toNumber(), constant.value.toU8a(true));
  }

  /** An unsigned extrinsic. @throws `chain/unsupported`, or `chain/invalid_argument` for what does not fit the call's types. */
  call(pallet: string, name: string, args: readonly unknown[]): Extrinsic {
    const create = this.api.tx[libraryName(pallet)]?.[libraryName(name)];
    if (!create) throw unsupported("call", `${pallet}.${name}`);
    return encodeArguments(`${pallet}.${name}`, () => create(...args));
  }

  /** The same with the arguments by the chain's names. @throws as `call`, and `chain/unsupported` for an argument that the call lacks. */
  callNamed(pallet: string, name: string, args: Readonly<Record<string, unknown>>): Extrinsic {
    const create = this.api.tx[libraryName(pallet)]?.[libraryName(name)];
    if (!create) throw unsupported("call", `${pallet}.${name}`);
    const names = Array.from(create.meta.fields, (field, index) => field.name.unwrapOr(`param${index}`).toString());
    const unknown = Object.keys(args).find((key) => !names.includes(key));
    if (unknown !== undefined) throw unsupported("argument", `${pallet}.${name}.${unknown}`);
    return encodeArguments(`${pallet}.${name}`, () => create(...names.map((each) => args[each])));
  }

  /** The call of an encoding in hex, which ends where the call does. @throws `chain/invalid_argument`. */
  callFromHex(hex: string): Extrinsic {
    return encodeArguments("call", () => {
      const { registry } = this.api;
      const call = registry.createType("Call", hex);
      if (call.toHex() !== hex.toLowerCase()) throw new RangeError("bytes are left over");
      return this.api.tx(call);
    });
  }

  /** `SubtensorModule.set_weights`; of a call in `Sudo.sudo`, the inner one. */
  callName({ method }: Pick<Extrinsic, "method">): string {
    const name = `${this.palletName(method.callIndex[0] ?? -1)}.${method.meta.name.toString()}`;
    const [inner] = method.args as unknown as [Extrinsic["method"] | undefined];
    return name.startsWith("Sudo.sudo") && inner?.callIndex ? this.callName({ method: inner }) : name;
  }

  /** `SubtensorModule` for 7. */
  palletName(index: number): string {
    const pallet = this.#metadata.pallets.find((candidate) => candidate.index.toNumber() === index);
    return pallet?.name.toString() ?? `pallet ${index}`;
  }

  /** @throws `chain/bad_response`. */
  decode(typeId: number, bytes: Uint8Array): unknown {
    return decodeBytes(`type ${typeId}`, this.types.decoderOf(typeId), bytes);
  }

  get #metadata() {
    return this.api.runtimeMetadata.asLatest;
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
