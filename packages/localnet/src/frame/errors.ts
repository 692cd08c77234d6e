import type { DispatchError } from "../scale/index.js";

/** One error of a pallet. The docs are never empty: clients show an error only if it has some. */
export interface PalletError {
  readonly pallet: string;
  readonly palletIndex: number;
  readonly name: string;
  readonly index: number;
  readonly docs: string;
}

export type PalletErrors = Readonly<Record<string, PalletError>>;

/** `defineErrors({ name: "Balances", index: 5 }, { InsufficientBalance: [2, "The balance is too low."] })`. */
export function defineErrors<const E extends Readonly<Record<string, readonly [index: number, docs: string]>>>(
  pallet: { readonly name: string; readonly index: number },
  errors: E,
): { readonly [N in keyof E]: PalletError } {
  const entries = Object.entries(errors).map(([name, [index, docs]]) => [
    name,
    { pallet: pallet.name, palletIndex: pallet.index, name, index, docs } satisfies PalletError,
  ]);
  return Object.fromEntries(entries) as { readonly [N in keyof E]: PalletError };
}

/** Ends a call. The runtime undoes what it wrote and reports `error`. */
export class DispatchFailure extends Error {
  readonly error: DispatchError;

  constructor(error: DispatchError, message: string) {
    super(message);
    this.error = error;
  }
}

export function dispatchFailure(error: PalletError | DispatchError): DispatchFailure {
  if ("pallet" in error) {
    const value = { index: error.palletIndex, error: Uint8Array.of(error.index, 0, 0, 0) };
    return new DispatchFailure({ type: "Module", value }, `${error.pallet}.${error.name}`);
  }
  const detail = error.type === "Token" || error.type === "Arithmetic" ? `.${error.value.type}` : "";
  return new DispatchFailure(error, `${error.type}${detail}`);
}

/** Ends the call with an error of a pallet, or one of the chain's own such as `{ type: "BadOrigin" }`. */
export function fail(error: PalletError | DispatchError): never {
  throw dispatchFailure(error);
}

/** Ends the call with `error` unless the condition holds. */
export function ensure(condition: boolean, error: PalletError | DispatchError): asserts condition {
  if (!condition) fail(error);
}

/** Why the pool refuses a transaction. `Custom` carries one of the chain's numbers. */
export type InvalidTransaction =
  | { readonly type: "Call" | "Payment" | "Future" | "Stale" | "BadProof" | "AncientBirthBlock" }
  | { readonly type: "ExhaustsResources" | "BadMandatory" | "MandatoryValidation" | "BadSigner" }
  | { readonly type: "Custom"; readonly value: number };

/** Thrown while a transaction is checked; it is refused, nothing is charged. */
export class TransactionRefusal extends Error {
  readonly reason: InvalidTransaction;

  constructor(reason: InvalidTransaction) {
    super(reason.type === "Custom" ? `Custom error: ${reason.value}` : reason.type);
    this.reason = reason;
  }
}

/** Refuses the transaction that is being checked with one of the chain's custom codes. */
export function refuse(code: number): never {
  throw new TransactionRefusal({ type: "Custom", value: code });
}
