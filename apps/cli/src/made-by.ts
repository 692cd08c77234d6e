import { type AnyOperation, toPlain } from "@taostack/chain/operations";

/** What a write made, such as a uid, in plain form: `outcome` is absent for those that make nothing. */
export const madeBy = (operation: AnyOperation, outcome: unknown): { readonly outcome?: unknown } =>
  operation.kind === "read" || operation.outcome === undefined || outcome === undefined
    ? {}
    : { outcome: toPlain(operation.outcome.type, outcome) };
