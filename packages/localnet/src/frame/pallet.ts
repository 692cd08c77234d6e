import type { AccountId, AnyType, ScaleType } from "../scale/index.js";
import type { AnyCall, RuntimeCall, ValidationContext } from "./calls.js";
import type { Context, ReadContext } from "./context.js";
import type { PalletErrors } from "./errors.js";
import type { StorageEntry } from "./storage.js";

export interface Constant<V = unknown> {
  readonly type: ScaleType<V>;
  readonly value: Uint8Array;
  readonly docs: readonly string[];
}

export const constant = <V>(type: ScaleType<V>, value: NoInfer<V>, docs: readonly string[] = []): Constant<V> => ({
  type,
  value: type.encode(value),
  docs,
});

/** The state that block 0 starts from. */
export interface GenesisConfig {
  /** Free balances in rao. */
  readonly balances: readonly { readonly account: AccountId; readonly free: bigint }[];
  readonly sudo: AccountId;
  /** Block authors, in the order of their slots. */
  readonly authorities: readonly AccountId[];
  /** Blocks per epoch of the subnets that exist at genesis. */
  readonly tempo?: number;
}

/** Names with a note on what to use instead; an empty note where the chain has none. */
export type DeprecationNotes = Readonly<Record<string, string>>;

/** A pallet: what the runtime is composed of. */
export interface Pallet {
  readonly name: string;
  readonly index: number;
  /** The registry path in front of `Call` and `Error`, such as `pallet_balances::pallet`. */
  readonly path: string;
  /** The type parameters that the registry shows for them. `["T"]` if not given. */
  readonly generics?: readonly string[];
  readonly docs?: readonly string[];
  readonly storage?: Readonly<Record<string, StorageEntry>>;
  readonly calls?: Readonly<Record<string, AnyCall>>;
  readonly events?: { readonly type: AnyType };
  readonly errors?: PalletErrors;
  readonly constants?: Readonly<Record<string, Constant>>;
  /** What the chain's source marks so; version 16 of the metadata tells clients. */
  readonly deprecated?: {
    readonly calls?: DeprecationNotes;
    readonly events?: DeprecationNotes;
    readonly storage?: DeprecationNotes;
  };
  /** Before the transactions of each block; events have phase Initialization. */
  onInitialize?(ctx: Context): void;
  /** After them; events have phase Finalization. */
  onFinalize?(ctx: Context): void;
  genesis?(ctx: Context, config: GenesisConfig): void;
  /** Calls that the block's author puts before the transactions. They are not signed, and cost nothing. */
  inherents?(ctx: ReadContext): readonly RuntimeCall[];
  /** The transaction that a signed call carries unseen, in SCALE. The author puts it right behind the one that hid it. */
  hidden?(ctx: ReadContext, call: RuntimeCall): Uint8Array | undefined;
  /** A check of every signed call right before it runs, also inside of batches and proxies. Throws to stop it. */
  guard?(ctx: Context, call: RuntimeCall): void;
  /** A check of every signed transaction, whatever its call; see `CallSpec.validate`. */
  validate?(ctx: ValidationContext, call: RuntimeCall): void;
}

export const definePallet = <const P extends Pallet>(pallet: P): P => pallet;
