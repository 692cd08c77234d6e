import type { ApiPromise } from "@polkadot/api";
import type { AugmentedCall, SubmittableExtrinsic } from "@polkadot/api/types";
import type { StorageEntry } from "@polkadot/types/primitive/types";
import type { Codec } from "@polkadot/types-codec/types";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { chainError, reasonOf, unsupported } from "../errors.js";
import { libraryName } from "./names.js";
import type { ToPlain } from "./plain.js";

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
 * only, and asks nothing over the network.
 */
export class Runtime {
  readonly specVersion: number;
  readonly genesisHash: string;

  constructor(
    readonly api: ApiPromise,
    readonly toPlain: ToPlain,
  ) {
    this.specVersion = api.runtimeVersion.specVersion.toNumber();
    this.genesisHash = api.genesisHash.toHex();
  }

  /** @throws `chain/unsupported`. */
  storage(pallet: string, item: string): StorageItem {
    const query = this.api.query[libraryName(pallet)]?.[libraryName(item)];
    if (!query) throw unsupported("storage", `${pallet}.${item}`);
    const { creator } = query;
    const name = `${pallet}.${item}`;
    return {
      key: (args) => encodeArguments(name, () => query.key(...args)),
      prefix: (args) => encodeArguments(name, () => query.keyPrefix(...args)),
      keyParts: (key) => this.#keyParts(creator, key),
      decode: (value) => this.#decodeStored(creator, value),
    };
  }

  /** @throws `chain/unsupported`. */
  method(trait: string, method: string): RuntimeMethod {
    const call = this.api.call[libraryName(trait)]?.[libraryName(method)] as AugmentedCall<"promise"> | undefined;
    if (!call) throw unsupported("runtime API", `${trait}.${method}`);
    const { params, type } = call.meta;
    const { registry } = this.api;
    return {
      name: `${trait}_${method}`,
      encode: (args) => {
        const encode = (param: { type: string }, index: number) =>
          registry.createTypeUnsafe(param.type, [args[index]]).toU8a();
        return toHex(concatBytes(...encodeArguments(`${trait}.${method}`, () => params.map(encode))));
      },
      decode: (result) => this.toPlain(registry.createTypeUnsafe(type, [fromHex(result)])),
    };
  }

  /** @throws `chain/unsupported`. */
  constant(pallet: string, name: string): unknown {
    const value = this.api.consts[libraryName(pallet)]?.[libraryName(name)];
    if (!value) throw unsupported("constant", `${pallet}.${name}`);
    return this.toPlain(value as Codec);
  }

  /** An unsigned extrinsic. @throws `chain/unsupported`, or `chain/invalid_argument` for what does not fit the call's types. */
  call(pallet: string, name: string, args: readonly unknown[]): Extrinsic {
    const create = this.api.tx[libraryName(pallet)]?.[libraryName(name)];
    if (!create) throw unsupported("call", `${pallet}.${name}`);
    return encodeArguments(`${pallet}.${name}`, () => create(...args));
  }

  /** `SubtensorModule` for 7. */
  palletName(index: number): string {
    const pallet = this.api.runtimeMetadata.asLatest.pallets.find((candidate) => candidate.index.toNumber() === index);
    return pallet?.name.toString() ?? `pallet ${index}`;
  }

  /** `SubtensorModule.set_weights`; of a call in `Sudo.sudo`, the inner one. */
  callName({ method }: Pick<Extrinsic, "method">): string {
    const name = `${this.palletName(method.callIndex[0] ?? -1)}.${method.meta.name.toString()}`;
    const [inner] = method.args as unknown as [Extrinsic["method"] | undefined];
    return name.startsWith("Sudo.sudo") && inner?.callIndex ? this.callName({ method: inner }) : name;
  }

  /** The library's name of the type of `System.Events`, whose values are read with their phases. */
  get eventsType(): string {
    return this.api.registry.createLookupType(this.api.query.system!.events!.creator.meta.type.asPlain);
  }

  #keyParts({ meta, method, section }: StorageEntry, key: string): unknown[] {
    const decoded = this.api.registry.createType("StorageKey", key);
    decoded.setMeta(meta, section, method);
    return decoded.args.map((part) => this.toPlain(part as Codec));
  }

  #decodeStored({ meta }: StorageEntry, value: string | null): unknown {
    if (value === null && meta.modifier.isOptional) return undefined;
    const { type } = meta;
    const typeName = this.api.registry.createLookupType(type.isPlain ? type.asPlain : type.asMap.value);
    const bytes = value === null ? meta.fallback.toU8a(true) : fromHex(value);
    return this.toPlain(this.api.registry.createTypeUnsafe(typeName, [bytes]));
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
