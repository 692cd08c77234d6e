import type { Provenance } from "./gateway-client.js";
import { duration, plainText } from "./view/format.js";

/** Best score first. */
export function minerLines(provenance: Provenance | undefined): string[] {
  const miners = [...(provenance?.miners ?? [])].sort((a, b) => b.score - a.score);
  return miners.map(
    ({ uid, outcome, score, total_ms }) =>
      `  uid ${String(uid).padEnd(3)}  ${plainText(outcome).padEnd(9)}  score ${score.toFixed(2)}  ${duration(total_ms)}`,
  );
}

/** The same for programs. */
export const provenanceResult = (provenance: Provenance | undefined) => ({
  requestId: provenance?.request_id,
  validatorHotkey: provenance?.validator_hotkey,
  winnerHotkey: provenance?.winner_hotkey,
  miners: (provenance?.miners ?? []).map(({ first_token_ms, total_ms, ...miner }) => ({
    ...miner,
    firstTokenMs: first_token_ms,
    totalMs: total_ms,
  })),
});
