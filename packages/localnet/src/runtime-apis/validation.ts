import { concatBytes, fromHex, silentLogger } from "@taostack/primitives";
import { BlockExecution } from "../engine/block-execution.js";
import { applyTransaction } from "../engine/executive.js";
import { priorityOf } from "../engine/priority.js";
import { type PendingContext, pendingContext } from "../engine/read-context.js";
import type { Runtime, RuntimeTypes } from "../engine/runtime.js";
import type { TreeState } from "../engine/tree-state.js";
import { checkTransaction } from "../engine/validity.js";
import {
  type ApiContext,
  defineRuntimeApi,
  type InvalidTransaction,
  method,
  TransactionRefusal,
} from "../frame/index.js";
import { storage as aura } from "../pallets/aura/index.js";
import { dispatchResult } from "../pallets/dispatch-result.js";
import {
  type AccountId,
  bool,
  bytes,
  enumeration,
  h256,
  result,
  struct,
  u8,
  u32,
  u64,
  variant,
  vec,
} from "../scale/index.js";

const VALIDITY = "sp_runtime::transaction_validity";

const invalidTransaction = enumeration(`${VALIDITY}::InvalidTransaction`, {
  Call: variant(0),
  Payment: variant(1),
  Future: variant(2),
  Stale: variant(3),
  BadProof: variant(4),
  AncientBirthBlock: variant(5),
  ExhaustsResources: variant(6),
  Custom: variant(7, u8),
  BadMandatory: variant(8),
  MandatoryValidation: variant(9),
  BadSigner: variant(10),
  IndeterminateImplicit: variant(11),
  UnknownOrigin: variant(12),
});

const unknownTransaction = enumeration(`${VALIDITY}::UnknownTransaction`, {
  CannotLookup: variant(0),
  NoUnsignedValidator: variant(1),
  Custom: variant(2, u8),
});

const validityError = enumeration(`${VALIDITY}::TransactionValidityError`, {
  Invalid: variant(0, invalidTransaction),
  Unknown: variant(1, unknownTransaction),
});

const validTransaction = struct(`${VALIDITY}::ValidTransaction`, {
  priority: u64,
  requires: vec(bytes),
  provides: vec(bytes),
  longevity: u64,
  propagate: bool,
});

const transactionSource = enumeration(`${VALIDITY}::TransactionSource`, {
  InBlock: variant(0),
  Local: variant(1),
  External: variant(2),
});

const refused = (reason: InvalidTransaction) => ({ type: "Err", value: { type: "Invalid", value: reason } }) as const;

/** Runs a check; a refusal becomes the error of the result. */
function orRefusal<T>(check: () => T): { type: "Ok"; value: T } | ReturnType<typeof refused> {
  try {
    return { type: "Ok", value: check() };
  } catch (error) {
    if (error instanceof TransactionRefusal) return refused(error.reason);
    throw error;
  }
}

const tag = (signer: AccountId, nonce: number): Uint8Array => concatBytes(fromHex(signer), u32.encode(nonce));

/** The APIs that try a transaction without putting it into a block. */
export function createValidationApis({ extrinsic }: RuntimeTypes, runtime: () => Runtime) {
  const pending = (ctx: ApiContext): PendingContext => pendingContext(runtime(), ctx.state as TreeState, ctx.blockHash);
  const dryRun = (ctx: PendingContext): BlockExecution => {
    const [author] = aura.Authorities.get(ctx) as [AccountId];
    return new BlockExecution({ ...ctx, author, logger: silentLogger });
  };
  return [
    defineRuntimeApi({
      name: "BlockBuilder",
      version: 6,
      methods: {
        apply_extrinsic: method({
          params: { extrinsic },
          result: result(dispatchResult, validityError),
          run: (ctx, args) =>
            orRefusal(() => {
              const usage = { refTime: 0n, bytes: 0 };
              const next = pending(ctx);
              return applyTransaction(dryRun(next), next, args.extrinsic, 0, usage).result;
            }),
        }),
      },
    }),
    defineRuntimeApi({
      name: "TaggedTransactionQueue",
      version: 3,
      methods: {
        validate_transaction: method({
          params: { source: transactionSource, tx: extrinsic, block_hash: h256 },
          result: result(validTransaction, validityError),
          run: (ctx, { tx }) =>
            orRefusal(() => {
              const { signed, info, expectedNonce, lastBlock } = checkTransaction(pending(ctx), tx);
              const waits = signed.nonce > expectedNonce;
              return {
                priority: priorityOf(info.class),
                requires: waits ? [tag(signed.signer, signed.nonce - 1)] : [],
                provides: [tag(signed.signer, signed.nonce)],
                longevity: Number.isFinite(lastBlock) ? BigInt(lastBlock - ctx.blockNumber) : (1n << 64n) - 1n,
                propagate: true,
              };
            }),
        }),
      },
    }),
  ] as const;
}
