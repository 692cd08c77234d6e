import { subtensor } from "./operation.js";
import type { CallSpec } from "./types/descriptor.js";

/** The call for a subnet's only or first mechanism, or the one that names another. @param args - `netuid` and the rest. */
export const byMechanism = (
  call: string,
  mechanismCall: string,
  mechanism: number,
  args: Readonly<Record<string, unknown>>,
): CallSpec => {
  const { netuid, ...rest } = args;
  return mechanism === 0 ? subtensor(call, args) : subtensor(mechanismCall, { netuid, mecid: mechanism, ...rest });
};
