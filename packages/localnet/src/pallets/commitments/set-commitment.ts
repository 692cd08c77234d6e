import { type Context, ensure } from "../../frame/index.js";
import type { AccountId, ValueOf } from "../../scale/index.js";
import { currentEpoch } from "../subtensor/epoch/schedule.js";
import { storage as subtensor } from "../subtensor/storage/index.js";
import { errors, events, storage } from "./declarations.js";
import { forgetBonds } from "./forget-bonds.js";
import { type CommitmentData, type commitmentInfo, MAX_FIELDS } from "./types.js";

/** What a commitment counts at least, in bytes. */
const MIN_SPACE = 100;

function bytesOf(field: CommitmentData): number {
  if (field.value === undefined) return 0;
  return field.type === "TimelockEncrypted" ? field.value.encrypted.length : field.value.length;
}

/** Replaces what a hotkey has committed to on a subnet. */
export function setCommitment(
  ctx: Context,
  netuid: number,
  who: AccountId,
  info: ValueOf<typeof commitmentInfo>,
): void {
  ensure(subtensor.Uids.has(ctx, netuid, who), errors.AccountNotAllowedCommit);
  ensure(info.fields.length <= MAX_FIELDS, errors.TooManyFieldsInCommitmentInfo);
  takeSpace(ctx, netuid, who, info.fields);
  storage.CommitmentOf.put(ctx, netuid, who, { deposit: 0n, block: ctx.blockNumber, info });
  storage.LastCommitment.put(ctx, netuid, who, ctx.blockNumber);
  const timelocked = info.fields.find((field) => field.type === "TimelockEncrypted");
  noteTimelock(ctx, netuid, who, timelocked !== undefined);
  if (info.fields.some((field) => field.type === "ResetBondsFlag")) {
    storage.LastBondsReset.put(ctx, netuid, who, ctx.blockNumber);
    forgetBonds(ctx, netuid, who);
  }
  if (timelocked === undefined) ctx.emit(events.make.Commitment({ netuid, who }));
  else ctx.emit(events.make.TimelockCommitment({ netuid, who, reveal_round: timelocked.value.reveal_round }));
}

/** @throws SpaceLimitExceeded. Counting begins anew with each epoch of the subnet. */
function takeSpace(ctx: Context, netuid: number, who: AccountId, fields: readonly CommitmentData[]): void {
  const required = fields.reduce((sum, field) => sum + bytesOf(field), 0);
  const epoch = currentEpoch(ctx, netuid);
  const usage = storage.UsedSpaceOf.get(ctx, netuid, who);
  const used = usage?.last_epoch === epoch ? usage.used_space : 0n;
  const space = used + BigInt(Math.max(required, MIN_SPACE));
  ensure(space <= BigInt(storage.MaxSpace.get(ctx)), errors.SpaceLimitExceeded);
  storage.UsedSpaceOf.put(ctx, netuid, who, { last_epoch: epoch, used_space: space });
}

/** Keeps the index of what opens later, sorted as the chain does. */
export function noteTimelock(ctx: Context, netuid: number, who: AccountId, waits: boolean): void {
  storage.TimelockedIndex.mutate(ctx, (index) => {
    const others = index.filter(([id, account]) => id !== netuid || account !== who);
    if (!waits) return others;
    const rank = (a: [number, AccountId], b: [number, AccountId]): number => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);
    return [...others, [netuid, who] as [number, AccountId]].sort(rank);
  });
}
