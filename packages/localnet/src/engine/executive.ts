import type { DispatchOutcome } from "../frame/index.js";
import { type DispatchInfo, noOrigin, signedBy, TransactionRefusal } from "../frame/index.js";
import { deposit, withdraw } from "../pallets/balances/ledger.js";
import { lengthLimits, limits } from "../pallets/system/constants.js";
import { events as systemEvents } from "../pallets/system/events.js";
import { storage as system } from "../pallets/system/storage.js";
import { events as paymentEvents } from "../pallets/transaction-payment/index.js";
import type { BlockExecution } from "./block-execution.js";
import type { Extrinsic } from "./extrinsic.js";
import { extensionRefTime, totalFee } from "./fees.js";
import { checkTransaction, dispatchInfo, type Validity, type ValidityContext } from "./validity.js";

/** What a block has used of its limits. */
export interface BlockUsage {
  refTime: bigint;
  bytes: number;
}

/**
 * Applies a signed transaction as extrinsic `index` of the block: checks it again, charges, dispatches, settles.
 * @throws TransactionRefusal if it may not be in this block; nothing has changed then.
 */
export function applyTransaction(
  block: BlockExecution,
  ctx: ValidityContext,
  extrinsic: Extrinsic,
  index: number,
  usage: BlockUsage,
): DispatchOutcome {
  const validity = checkTransaction(ctx, extrinsic);
  if (validity.signed.nonce > validity.expectedNonce) throw new TransactionRefusal({ type: "Future" });
  claimSpace(usage, validity.info, extrinsic.bytes.length);
  block.enter({ type: "ApplyExtrinsic", value: index });
  return block.transactional(() => {
    charge(block, validity);
    const outcome = block.dispatch(extrinsic.call, signedBy(validity.signed.signer));
    const refTime = outcome.refTime + extensionRefTime(block.options.runtime, extrinsic.call);
    settle(block, validity, extrinsic.bytes.length, { ...outcome, refTime });
    report(block, { ...validity.info, refTime, paysFee: outcome.paysFee }, outcome);
    return outcome;
  });
}

/** Applies an inherent, which is not signed, costs nothing and must not fail. */
export function applyInherent(block: BlockExecution, extrinsic: Extrinsic, index: number): void {
  block.enter({ type: "ApplyExtrinsic", value: index });
  const outcome = block.dispatch(extrinsic.call, noOrigin);
  report(block, dispatchInfo(block.options.runtime, extrinsic.call), outcome);
}

function claimSpace(usage: BlockUsage, { refTime, class: dispatchClass }: DispatchInfo, length: number): void {
  const normal = dispatchClass === "Normal";
  const { max_total } = normal ? limits.per_class.normal : limits.per_class.operational;
  const maxBytes = normal ? lengthLimits.normal : lengthLimits.operational;
  const tooHeavy = max_total !== undefined && usage.refTime + refTime > max_total.ref_time;
  if (tooHeavy || usage.bytes + length > maxBytes) throw new TransactionRefusal({ type: "ExhaustsResources" });
  usage.refTime += refTime;
  usage.bytes += length;
}

function charge(block: BlockExecution, { signed, fee, payer }: Validity): void {
  const ctx = block.context();
  system.Account.mutate(ctx, signed.signer, (account) => ({ ...account, nonce: account.nonce + 1 }));
  withdraw(ctx, payer, fee, "preserve");
}

/** Gives back what the call did not use; the rest goes to the block's author. */
function settle(
  block: BlockExecution,
  { signed, fee, info, payer }: Validity,
  length: number,
  outcome: DispatchOutcome,
): void {
  const ctx = block.context();
  const used = { refTime: smaller(outcome.refTime, info.refTime), paysFee: outcome.paysFee && info.paysFee };
  const actualFee = smaller(totalFee(used, length, signed.tip), fee);
  deposit(ctx, payer, fee - actualFee);
  deposit(ctx, ctx.author, actualFee);
  ctx.emit(paymentEvents.make.TransactionFeePaid({ who: payer, actual_fee: actualFee, tip: signed.tip }));
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function report(block: BlockExecution, info: DispatchInfo, { result }: DispatchOutcome): void {
  const dispatch_info = {
    weight: { ref_time: info.refTime, proof_size: info.proofSize },
    class: { type: info.class },
    pays_fee: { type: info.paysFee ? "Yes" : "No" },
  } as const;
  const { ExtrinsicSuccess, ExtrinsicFailed } = systemEvents.make;
  block.emit(
    result.type === "Ok"
      ? ExtrinsicSuccess({ dispatch_info })
      : ExtrinsicFailed({ dispatch_error: result.value, dispatch_info }),
  );
}
