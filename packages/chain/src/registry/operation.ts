import type { CallSpec, Checked, Fields, Type } from "./types/descriptor.js";

/**
 * What a write takes from whoever signs it: `nothing` (not even a fee), the `fee` alone, free TAO (`tao`), staked `alpha`, TAO that is
 * locked or reserved until it is given back (`lock`), or TAO that is gone for good (`burn`). All but `nothing` pay the fee as well.
 */
export type Spends = "nothing" | "fee" | "tao" | "alpha" | "lock" | "burn";

/** Whose key has to sign. `owner` is the coldkey of the subnet's owner, `root` the chain's sudo key. */
export type SignedBy = "coldkey" | "hotkey" | "owner" | "root" | "any";

/** An event by the chain's names, its data plain and in the chain's order. */
export interface EventLike {
  readonly pallet: string;
  readonly name: string;
  readonly data: readonly unknown[];
}

/** What a read asks of the chain, by the chain's names: `SubtensorModule.Burn`, `SwapRuntimeApi.current_alpha_price`. */
export interface Uses {
  readonly storage?: readonly string[];
  readonly apis?: readonly string[];
  readonly constants?: readonly string[];
  readonly rpc?: readonly string[];
}

export interface ReadOperation<A extends Fields = Fields, R = unknown> {
  readonly kind: "read";
  /** A sentence. */
  readonly summary: string;
  readonly arguments: A;
  readonly result: Type<R>;
  readonly uses: Uses;
}

/** What a write made that its caller wants to know: a uid, a netuid. */
export interface Outcome<O> {
  readonly type: Type<O>;
  /** @param events - Those of the transaction. */
  readonly of: (events: readonly EventLike[]) => O;
}

interface AnyWriteOperation<A extends Fields, O> {
  readonly kind: "write";
  /** A sentence. */
  readonly summary: string;
  readonly signedBy: SignedBy;
  readonly spends: Spends;
  readonly arguments: A;
  /** The chain's calls that it may become: `SubtensorModule.add_stake`. */
  readonly calls: readonly string[];
  readonly outcome?: Outcome<O>;
}

/** A write whose call follows from its arguments alone. */
export interface DeclaredWrite<A extends Fields = Fields, O = unknown> extends AnyWriteOperation<A, O> {
  readonly build: (args: Checked<A>) => CallSpec;
}

/** A write whose call needs the chain's state, the signer's address, or cryptography: the client prepares it. */
export interface PreparedWrite<A extends Fields = Fields, O = unknown> extends AnyWriteOperation<A, O> {
  readonly build: "prepared";
  /** What preparing reads. */
  readonly uses: Uses;
}

export type WriteOperation<A extends Fields = Fields, O = unknown> = DeclaredWrite<A, O> | PreparedWrite<A, O>;
// biome-ignore lint/suspicious/noExplicitAny: an operation of whatever arguments; a union over all is too wide for the compiler
export type AnyOperation = ReadOperation<any, any> | DeclaredWrite<any, any> | PreparedWrite<any, any>;

export type Operations = Readonly<Record<string, AnyOperation>>;

export interface Group<O extends Operations = Operations> {
  /** A sentence. */
  readonly summary: string;
  readonly operations: O;
}

export const group = <const O extends Operations>(summary: string, operations: O): Group<O> => ({
  summary,
  operations,
});

export const read = <const A extends Fields, R>(declared: Omit<ReadOperation<A, R>, "kind">): ReadOperation<A, R> => ({
  kind: "read",
  ...declared,
});

export const write = <const A extends Fields, O = undefined>(
  declared: Omit<DeclaredWrite<A, O>, "kind">,
): DeclaredWrite<A, O> => ({ kind: "write", ...declared });

export const preparedWrite = <const A extends Fields, O = undefined>(
  declared: Omit<PreparedWrite<A, O>, "kind" | "build">,
): PreparedWrite<A, O> => ({ kind: "write", build: "prepared", ...declared });

/** A call of SubtensorModule. */
export const subtensor = (name: string, args: CallSpec["args"]): CallSpec => ({
  call: `SubtensorModule.${name}`,
  args,
});

/** The outcome that is one value of one event. */
export const fromEvent = <O>(type: Type<O>, event: string, position: number): Outcome<O> => ({
  type,
  of: (events) => {
    const found = events.find(({ pallet, name }) => `${pallet}.${name}` === event);
    return found?.data[position] as O;
  },
});

/** What the chain takes for a text: its bytes. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
