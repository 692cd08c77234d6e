import type { CallSpec, Checked, PreparedWrite, Registry } from "../registry/index.js";
import type { CallContext } from "./call-context.js";
import { commitments } from "./prepare-commitments.js";
import { multisig } from "./prepare-multisig.js";
import { neurons } from "./prepare-neurons.js";
import { proxies } from "./prepare-proxies.js";
import { weights } from "./prepare-weights.js";

type Prepare = (args: never, context: CallContext) => CallSpec | Promise<CallSpec>;

/** One function for each write of a group that says `prepared`; the compiler holds it against the declaration. */
export type Preparers<G extends keyof Registry> = {
  readonly [K in keyof Registry[G]["operations"] as Registry[G]["operations"][K] extends { build: "prepared" }
    ? K
    : never]: Registry[G]["operations"][K] extends PreparedWrite<infer A, infer _O>
    ? (args: Checked<A>, context: CallContext) => CallSpec | Promise<CallSpec>
    : never;
};

const groups: Readonly<Record<string, Readonly<Record<string, Prepare>>>> = {
  neurons,
  weights,
  commitments,
  proxies,
  multisig,
};

/** By the operation's name. */
export const preparers: Readonly<Record<string, Prepare>> = Object.fromEntries(
  Object.entries(groups).flatMap(([group, members]) =>
    Object.entries(members).map(([key, prepare]) => [`${group}.${key}`, prepare]),
  ),
);
