import type { ValidatorTarget } from "../validators/validatorChannel.js";
import type { ChainMetagraph } from "./gatewayChain.js";

/** The neurons that may validate and say where they listen. */
export function findValidators(metagraph: ChainMetagraph): ValidatorTarget[] {
  return metagraph.hotkeys.flatMap((hotkey, uid) => {
    const axon = metagraph.axons[uid];
    if (!axon || axon.port === 0 || !metagraph.validatorPermit[uid]) return [];
    return [{ uid, hotkey, stake: metagraph.stake[uid] ?? 0n, host: axon.ip, port: axon.port }];
  });
}
