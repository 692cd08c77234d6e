import type { ChainReader } from "../chain-reader.js";
import type { Checked, GroupName, ReadOperation, Registry } from "../registry/index.js";

type Operations<G extends GroupName> = Registry[G]["operations"];

/** One function for each read of a group; the compiler holds it against the declaration. */
export type Readers<G extends GroupName> = {
  readonly [K in keyof Operations<G> as Operations<G>[K] extends { kind: "read" }
    ? K
    : never]: Operations<G>[K] extends ReadOperation<infer A, infer R>
    ? (chain: ChainReader, args: Checked<A>) => Promise<R> | R
    : never;
};
