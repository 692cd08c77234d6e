import type { Metagraph } from "@taostack/chain";
import { axonProtocol } from "@taostack/protocol";
import type { MinerAddress } from "./pooled-miner.js";

/**
 * The neurons that serve a commodity, other than the validator itself. Permits say nothing of it: whoever has stake gets one, miners
 * too.
 */
export function findMiners(
  { hotkeys, axons }: Pick<Metagraph, "hotkeys" | "axons">,
  ownHotkey: string,
): MinerAddress[] {
  return hotkeys.flatMap((hotkey, uid) => {
    const axon = axons[uid];
    return axon?.protocol === axonProtocol.miner && hotkey !== ownHotkey ? [{ uid, hotkey, axon }] : [];
  });
}
