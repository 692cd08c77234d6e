import type { MetagraphWatch } from "@taostack/chain";
import type { Logger } from "@taostack/primitives";
import type { HealthCheck } from "@taostack/telemetry";

export interface Standing {
  /** Ready while the hotkey is registered. */
  readonly ready: HealthCheck;
  stop(): void;
}

/** Follows the validator's own row of the metagraph, and says when its operator has to act. */
export function followStanding(metagraph: MetagraphWatch, hotkey: string, logger: Logger): Standing {
  let registered = true;
  let permitted: boolean | undefined;
  const follow = (): void => {
    const { hotkeys, validatorPermit } = metagraph.current;
    const uid = hotkeys.indexOf(hotkey);
    if (registered !== uid >= 0) {
      registered = uid >= 0;
      if (registered) logger.info("hotkey registered again", { hotkey, uid });
      else logger.error("hotkey no longer registered", { hotkey });
    }
    const permit = validatorPermit[uid] === 1;
    if (permit === permitted) return;
    permitted = permit;
    if (permit) logger.info("validator permit held", { hotkey });
    else logger.warn("no validator permit: weights are not taken, and miners may refuse", { hotkey });
  };
  const stop = metagraph.onChange(follow);
  follow();
  return {
    ready: () => ({ ok: registered, detail: { block: metagraph.block, registered, permitted } }),
    stop,
  };
}
