import { chainError, type DispatchErrorData } from "../errors.js";
import type { Runtime } from "../runtime/runtime.js";
import type { ChainEvent } from "./events.js";
import { explain } from "./explanations/index.js";

/** Where an extrinsic got to; absent if it was refused before it entered a block. */
export interface Inclusion {
  readonly extrinsicHash: string;
  readonly blockHash: string;
}

/** Events that carry the result of a call inside the extrinsic: the extrinsic itself then counts as a success. */
const innerResults = new Set([
  "Sudo.Sudid",
  "Sudo.SudoAsDone",
  "Proxy.ProxyExecuted",
  "Multisig.MultisigExecuted",
  "Utility.DispatchedAs",
]);
const innerErrors = new Set(["Utility.BatchInterrupted", "Utility.ItemFailed"]);

/** The first error in an extrinsic's events, as the runtime gives it: of the extrinsic itself, or of a call inside it. */
export function findDispatchError(events: readonly ChainEvent[]): unknown {
  for (const { pallet, name, data } of events) {
    const event = `${pallet}.${name}`;
    if (event === "System.ExtrinsicFailed") return data[0];
    if (innerErrors.has(event)) return data.at(-1);
    if (!innerResults.has(event)) continue;
    const result = data.find(isResult);
    if (result?.type === "Err") return result.value;
  }
  return undefined;
}

interface Variant {
  readonly type: string;
  readonly value: unknown;
}

const isVariant = (value: unknown): value is Variant => typeof value === "object" && value !== null && "type" in value;
const isResult = (value: unknown): value is Variant => isVariant(value) && /^(Ok|Err)$/.test(value.type);

/** Named as on the chain: `chain/SettingWeightsTooFast`, `chain/BadOrigin`, `chain/FundsUnavailable`. */
export function dispatchError(runtime: Runtime, error: unknown, call: string, inclusion?: Inclusion) {
  const found = nameOf(runtime, error);
  const data: DispatchErrorData = { code: `chain/${found.name as Capitalize<string>}`, ...found, call, ...inclusion };
  const { why, remedy } = explain(data);
  return chainError(data, `${call} failed: ${why}`, remedy === undefined ? {} : { remedy });
}

function nameOf(runtime: Runtime, error: unknown): Pick<DispatchErrorData, "pallet" | "name" | "docs"> {
  if (!isVariant(error)) return { name: String(error), docs: "" };
  if (error.type !== "Module") return { name: isInner(error.value) ? innerName(error.value) : error.type, docs: "" };
  const { index, error: code } = error.value as { index: number; error: Uint8Array };
  const meta = runtime.parts.registry.findMetaError(Uint8Array.of(index, code[0] ?? 0));
  return { pallet: runtime.palletName(index), name: meta.name, docs: meta.docs.join(" ").trim() };
}

const isInner = (value: unknown): value is string | Variant => typeof value === "string" || isVariant(value);
const innerName = (value: string | Variant): string => (typeof value === "string" ? value : value.type);
