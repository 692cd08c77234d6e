import type { Provenance } from "@taostack/protocol";

/** Our addition to OpenAI's shape: who answered, and against whom. */
export const provenanceJson = (requestId: string, validatorHotkey: string, found: Provenance | undefined) => ({
  request_id: requestId,
  validator_hotkey: validatorHotkey,
  winner_hotkey: found?.winnerHotkey ?? null,
  miners: (found?.miners ?? []).map((miner) => ({
    uid: miner.uid,
    hotkey: miner.hotkey,
    outcome: miner.outcome,
    score: miner.score,
    first_token_ms: miner.firstTokenMs,
    total_ms: miner.totalMs,
    detail: miner.detail,
  })),
});
