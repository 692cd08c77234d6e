import { isCodedError, type Logger } from "@taostack/primitives";
import type { MetagraphWatch } from "./watch-metagraph.js";

export interface KeepAnnouncedModules {
  readonly hotkey: string;
  readonly metagraph: MetagraphWatch;
  /** Makes the chain name this neuron's address; does nothing if it does so already. */
  readonly announce: () => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * Announces a neuron's address now, and again when the chain has lost it: pruning clears the record, and registering anew does not
 * bring it back. Where the chain's serving rate limit is not over yet, the neuron serves at its old record's mercy until it is.
 * @returns What ends it; an announcement under way is not waited for.
 * @throws what `announce` throws the first time, except `chain/ServingRateLimitExceeded`.
 */
export async function keepAnnounced({
  hotkey,
  metagraph,
  announce,
  logger,
}: KeepAnnouncedModules): Promise<() => void> {
  let announced = false;
  let trying = false;
  let stopped = false;

  async function attempt(): Promise<void> {
    trying = true;
    try {
      await announce();
      announced = true;
    } finally {
      trying = false;
    }
  }

  const follow = (): void => {
    const { hotkeys, axons } = metagraph.current;
    const uid = hotkeys.indexOf(hotkey);
    if (uid < 0 || trying || (announced && axons[uid] !== undefined)) return;
    attempt().then(
      () => logger.info("address announced to the chain", { hotkey }),
      (error: unknown) => stopped || logger.warn("address could not be announced", { hotkey, error }),
    );
  };

  await attempt().catch((error: unknown) => {
    if (!isCodedError(error, "chain/ServingRateLimitExceeded")) throw error;
    logger.warn("address could not be announced yet", { hotkey, error });
  });
  const unwatch = metagraph.onChange(follow);
  return () => {
    stopped = true;
    unwatch();
  };
}
