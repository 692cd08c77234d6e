import type { MinerOutcome, Provenance } from "@taostack/protocol";

const MAX_MINERS = 64;
const MAX_DETAIL = 200;
/** Longer than any address or outcome. */
const MAX_WORD = 64;

/** Provenance is a validator's text, and it is kept and shown: no more of it than an honest one has to say. */
export function boundProvenance({ requestId, winnerHotkey, miners }: Provenance): Provenance {
  return {
    requestId: requestId.slice(0, MAX_WORD),
    winnerHotkey: winnerHotkey.slice(0, MAX_WORD),
    miners: miners.slice(0, MAX_MINERS).map(boundMiner),
  };
}

const boundMiner = (miner: MinerOutcome): MinerOutcome => ({
  hotkey: miner.hotkey.slice(0, MAX_WORD),
  uid: miner.uid,
  firstTokenMs: finite(miner.firstTokenMs),
  totalMs: finite(miner.totalMs),
  score: finite(miner.score),
  outcome: miner.outcome.slice(0, MAX_WORD),
  detail: miner.detail.slice(0, MAX_DETAIL),
});

/** JSON has no NaN and no infinity. */
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
