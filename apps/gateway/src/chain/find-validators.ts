import { axonProtocol } from "@taostack/protocol";
import type { ValidatorTarget } from "../validators/validator-channel.js";
import type { ChainMetagraph } from "./gateway-chain.js";

/** The neurons that may validate and serve gateways. A permit alone says little: miners with stake get one too. */
export function findValidators(metagraph: ChainMetagraph): ValidatorTarget[] {
  return metagraph.hotkeys.flatMap((hotkey, uid) => {
    const axon = metagraph.axons[uid];
    if (axon?.protocol !== axonProtocol.validator || !metagraph.validatorPermit[uid]) return [];
    return [{ uid, hotkey, stake: metagraph.stake[uid] ?? 0n, host: axon.ip, port: axon.port }];
  });
}
