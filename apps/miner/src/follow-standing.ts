import type { MetagraphWatch } from "@taostack/chain";
import type { Logger } from "@taostack/primitives";
import type { NeuronServer, ServiceDescriptor } from "@taostack/protocol";
import type { Metrics } from "@taostack/telemetry";

export interface StandingModules {
  readonly hotkey: string;
  /** What it serves while it is registered. */
  readonly service: ServiceDescriptor;
  readonly server: Pick<NeuronServer, "setServing">;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** A miner's own row of the metagraph, as last read. */
export interface Standing {
  readonly registered: boolean;
  stop(): void;
}

/** Follows the miner's own row of the metagraph: metrics of what it earns, and a word to the operator when it was pruned. */
export function followStanding(
  metagraph: MetagraphWatch,
  { hotkey, service, server, metrics, logger }: StandingModules,
): Standing {
  const incentive = metrics.gauge({ name: "incentive_ratio", help: "Incentive at the last epoch, 0 to 1" });
  metrics.gauge({ name: "chain_block", help: "Number of the newest block heard of" }).setBy(() => metagraph.block);
  let registered = true;
  const follow = (): void => {
    const uid = metagraph.current.hotkeys.indexOf(hotkey);
    incentive.set((metagraph.current.incentive[uid] ?? 0) / 65_535);
    if (registered === uid >= 0) return;
    registered = uid >= 0;
    server.setServing(service, registered);
    if (registered) logger.info("hotkey registered again", { hotkey, uid });
    else logger.error("hotkey no longer registered", { hotkey });
  };
  const stop = metagraph.onChange(follow);
  follow();
  return {
    get registered() {
      return registered;
    },
    stop,
  };
}
