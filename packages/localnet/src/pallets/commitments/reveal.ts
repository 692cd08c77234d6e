import type { Context } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { timelockDecrypt } from "../../timelock/index.js";
import { pulseOf } from "../drand/pulses.js";
import { events, storage } from "./declarations.js";
import { noteTimelock } from "./set-commitment.js";
import type { CommitmentData, Timelocked } from "./types.js";

/** So many revealed commitments are kept of a hotkey. */
const KEPT = 10;

const isTimelocked = (
  field: CommitmentData,
): field is { readonly type: "TimelockEncrypted"; readonly value: Timelocked } => field.type === "TimelockEncrypted";

/** At the start of each block: opens the commitments whose round the beacon has published. */
export function revealCommitments(ctx: Context): void {
  for (const [netuid, who] of storage.TimelockedIndex.get(ctx)) revealOf(ctx, netuid, who);
}

function revealOf(ctx: Context, netuid: number, who: AccountId): void {
  const committed = storage.CommitmentOf.get(ctx, netuid, who);
  const fields = committed?.info.fields ?? [];
  const kept = fields.filter((field) => !isTimelocked(field) || !open(ctx, netuid, who, field.value));
  if (committed !== undefined && kept.length < fields.length) {
    if (kept.length === 0) storage.CommitmentOf.remove(ctx, netuid, who);
    else storage.CommitmentOf.put(ctx, netuid, who, { ...committed, info: { fields: kept } });
  }
  if (!kept.some(isTimelocked)) noteTimelock(ctx, netuid, who, false);
}

/** Whether the round has come. What does not open then is dropped without a word. */
function open(ctx: Context, netuid: number, who: AccountId, { encrypted, reveal_round }: Timelocked): boolean {
  const pulse = pulseOf(ctx, reveal_round);
  if (pulse === undefined) return false;
  const plaintext = timelockDecrypt(encrypted, pulse.signature);
  if (plaintext === undefined) return true;
  const revealed = storage.RevealedCommitments.get(ctx, netuid, who) ?? [];
  const entry: [Uint8Array, bigint] = [plaintext, BigInt(ctx.blockNumber)];
  storage.RevealedCommitments.put(ctx, netuid, who, [...revealed, entry].slice(-KEPT));
  ctx.emit(events.make.CommitmentRevealed({ netuid, who }));
  return true;
}
