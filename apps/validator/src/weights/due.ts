import type { Metagraph } from "@taostack/chain";

/** Weights wait until this share of the epoch has passed, so that they tell of this epoch's answers. */
const SHARE_OF_EPOCH = 0.5;

type DueView = Pick<
  Metagraph,
  | "block"
  | "blocksSinceLastStep"
  | "tempo"
  | "lastUpdate"
  | "weightsRateLimit"
  | "validatorPermit"
  | "hotkeys"
  | "ownerHotkey"
>;

/**
 * Whether a validator should set weights now: it may, it has not yet in this epoch, the chain's rate limit is over, and half of the
 * epoch has passed. A validator that never set weights does not wait for the half.
 */
export function weightsAreDue(metagraph: DueView, uid: number, block: number): boolean {
  const maySet = metagraph.validatorPermit[uid] === 1 || metagraph.hotkeys[uid] === metagraph.ownerHotkey;
  if (!maySet) return false;
  const lastUpdate = metagraph.lastUpdate[uid] ?? 0;
  if (lastUpdate === 0) return true;
  const epochStart = metagraph.block - metagraph.blocksSinceLastStep;
  const passed = block - epochStart;
  return (
    lastUpdate <= epochStart &&
    block - lastUpdate >= metagraph.weightsRateLimit &&
    passed >= metagraph.tempo * SHARE_OF_EPOCH
  );
}
