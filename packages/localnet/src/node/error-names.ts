import type { Runtime } from "../engine/runtime.js";
import type { DispatchError } from "../scale/index.js";

/** `SubtensorModule.NotEnoughBalanceToStake`, `Token.FundsUnavailable`, `BadOrigin`. */
export function nameError(runtime: Runtime, error: DispatchError): string {
  if (error.type === "Token" || error.type === "Arithmetic") return `${error.type}.${error.value.type}`;
  if (error.type !== "Module") return error.type;
  const { index, error: bytes } = error.value;
  const pallet = runtime.pallets.find((candidate) => candidate.index === index);
  const known = Object.values(pallet?.errors ?? {}).find((candidate) => candidate.index === bytes[0]);
  return `${pallet?.name ?? index}.${known?.name ?? bytes[0]}`;
}
