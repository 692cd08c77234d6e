import { type DispatchInfo, type ReadContext, type RuntimeCall, TransactionRefusal } from "../frame/index.js";
import { reducibleBalance } from "../pallets/balances/ledger.js";
import { feePayer } from "../pallets/proxy/fee-payer.js";
import { accountExists } from "../pallets/system/accounts.js";
import { lengthLimits, limits } from "../pallets/system/constants.js";
import { storage as system, ZERO_HASH } from "../pallets/system/storage.js";
import type { AccountId, Hash } from "../scale/index.js";
import { eraBirth, eraDeath } from "./era.js";
import type { Extrinsic, SignedPart } from "./extrinsic.js";
import { extensionRefTime, totalFee } from "./fees.js";
import { isImpersonated } from "./impersonation.js";
import type { Runtime } from "./runtime.js";
import { hasGoodSignature } from "./signatures.js";

export interface ValidityContext extends ReadContext {
  readonly runtime: Runtime;
  readonly genesisHash: Hash;
}

export interface Validity {
  readonly signed: SignedPart;
  readonly info: DispatchInfo;
  /** Rao, tip included. */
  readonly fee: bigint;
  readonly payer: AccountId;
  /** The nonce that the state expects next; a higher one has to wait. */
  readonly expectedNonce: number;
  /** The last block that may hold the transaction. */
  readonly lastBlock: number;
}

const ZERO_ACCOUNT: AccountId = ZERO_HASH;
const refusal = (
  type: "Payment" | "Stale" | "BadProof" | "AncientBirthBlock" | "ExhaustsResources" | "BadSigner" | "Call",
) => new TransactionRefusal({ type });

/**
 * Checks a signed transaction for the block that would hold it next, in the order of the chain's extensions.
 * @param ctx - `blockNumber` is the block that was built last.
 * @throws TransactionRefusal
 */
export function checkTransaction(ctx: ValidityContext, extrinsic: Extrinsic): Validity {
  const { signed, call } = extrinsic;
  if (!signed) throw refusal("Call");
  checkProof(ctx, extrinsic, signed);
  if (signed.signer === ZERO_ACCOUNT) throw refusal("BadSigner");
  const account = system.Account.get(ctx, signed.signer);
  if (signed.nonce < account.nonce) throw refusal("Stale");

  const info = dispatchInfo(ctx.runtime, call);
  if (info.paysFee && !accountExists(ctx, signed.signer)) throw refusal("Payment");
  checkSize(info, extrinsic.bytes.length);
  const fee = totalFee(info, extrinsic.bytes.length, signed.tip);
  const payer = feePayer(ctx, signed.signer, call);
  if (fee > 0n && reducibleBalance(ctx, payer, "preserve") < fee) throw refusal("Payment");

  runCallChecks(ctx, signed, call);
  return { signed, info, fee, payer, expectedNonce: account.nonce, lastBlock: eraDeath(signed.era, ctx.blockNumber) };
}

/** The declared cost of a call with the chain's extensions. */
export function dispatchInfo(runtime: Runtime, call: RuntimeCall): DispatchInfo {
  const info = runtime.infoOf(call);
  return { ...info, refTime: info.refTime + extensionRefTime(runtime, call) };
}

/** The signature covers the hash of the era's first block, so an era that the chain no longer remembers fails here. */
function checkProof(ctx: ValidityContext, extrinsic: Extrinsic, signed: SignedPart): void {
  const birth = eraBirth(signed.era, ctx.blockNumber);
  const eraBlockHash = signed.era ? blockHashOf(ctx, birth) : ctx.genesisHash;
  if (eraBlockHash === undefined) throw refusal("AncientBirthBlock");
  const { spec_version: specVersion, transaction_version: transactionVersion } = ctx.runtime.version;
  const payloadContext = { specVersion, transactionVersion, genesisHash: ctx.genesisHash, eraBlockHash };
  if (hasGoodSignature(extrinsic, payloadContext) || isImpersonated(ctx.state, signed.signer)) return;
  throw refusal("BadProof");
}

/** The state of a block knows the hashes of the blocks before it, as many as it keeps, and of genesis. */
function blockHashOf(ctx: ValidityContext, number: number): Hash | undefined {
  const hash = system.BlockHash.get(ctx, number);
  return hash === ZERO_HASH ? undefined : hash;
}

function checkSize({ refTime, class: dispatchClass }: DispatchInfo, length: number): void {
  const normal = dispatchClass === "Normal";
  const maxLength = normal ? lengthLimits.normal : lengthLimits.operational;
  const { max_extrinsic } = normal ? limits.per_class.normal : limits.per_class.operational;
  if (length > maxLength || (max_extrinsic && refTime > max_extrinsic.ref_time)) throw refusal("ExhaustsResources");
}

function runCallChecks(ctx: ValidityContext, { signer, era }: SignedPart, call: RuntimeCall): void {
  const { runtime, state, blockNumber, now } = ctx;
  const validation = { state, blockNumber, now, signer, era };
  for (const pallet of runtime.pallets) pallet.validate?.(validation, call);
  runtime.callSpec(call).validate?.(validation, call.value.value);
}
