import { checkInteger } from "../check-input/check-values.js";

type Numbers = Uint8Array | Uint16Array | BigUint64Array;

/** A quantity by epoch and UID. */
export class EpochColumn<A extends Numbers> {
  readonly #n: number;

  /** @param values - Epoch after epoch, n values each. */
  constructor(
    readonly values: A,
    n: number,
  ) {
    this.#n = n;
  }

  at(epoch: number, uid: number): A[number] {
    return this.ofEpoch(epoch)[this.#check(uid)]!;
  }

  /** All UIDs in one epoch; a view, not a copy. @throws `incentive/out_of_range`. */
  ofEpoch(epoch: number): A {
    checkInteger("epoch", epoch, 0, this.#epochs - 1);
    return this.values.subarray(epoch * this.#n, (epoch + 1) * this.#n) as A;
  }

  /** One UID over all epochs, ready for a plot. @throws `incentive/out_of_range`. */
  ofUid(uid: number): A {
    this.#check(uid);
    return this.values.filter((_: unknown, index: number) => index % this.#n === uid) as A;
  }

  get #epochs(): number {
    return this.#n === 0 ? 0 : this.values.length / this.#n;
  }

  #check(uid: number): number {
    checkInteger("uid", uid, 0, this.#n - 1);
    return uid;
  }
}
