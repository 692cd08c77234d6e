import { feeParts, lengthToFee, totalFee, weightToFee } from "../engine/fees.js";
import type { Runtime, RuntimeTypes } from "../engine/runtime.js";
import { dispatchInfo } from "../engine/validity.js";
import { type DispatchInfo, defineRuntimeApi, method, type RuntimeCall } from "../frame/index.js";
import { dispatchClass, option, struct, u32, u64, weight } from "../scale/index.js";

const runtimeDispatchInfo = struct("pallet_transaction_payment::types::RuntimeDispatchInfo", {
  weight,
  class: dispatchClass,
  partial_fee: u64,
});

const feeDetails = struct("pallet_transaction_payment::types::FeeDetails", {
  inclusion_fee: option(
    struct("pallet_transaction_payment::types::InclusionFee", {
      base_fee: u64,
      len_fee: u64,
      adjusted_weight_fee: u64,
    }),
  ),
  tip: u64,
});

/** Rao. The tip is not part of it. */
const partialFee = (info: DispatchInfo, length: number) => ({
  weight: { ref_time: info.refTime, proof_size: info.proofSize },
  class: { type: info.class },
  partial_fee: totalFee(info, length, 0n),
});

function details(info: DispatchInfo, length: number, tip: bigint) {
  const { base, length: bytes, weight: ofWeight } = feeParts(info.refTime, length);
  const inclusion_fee = { base_fee: base, len_fee: bytes, adjusted_weight_fee: ofWeight };
  return { inclusion_fee: info.paysFee ? inclusion_fee : undefined, tip };
}

const simpleFees = {
  query_weight_to_fee: method({ params: { weight }, result: u64, run: (_, args) => weightToFee(args.weight.ref_time) }),
  query_length_to_fee: method({ params: { length: u32 }, result: u64, run: (_, args) => lengthToFee(args.length) }),
};

/** The APIs that say what a transaction would cost. */
export function createTransactionApis({ call, extrinsic }: RuntimeTypes, runtime: () => Runtime) {
  const infoOf = (of: RuntimeCall): DispatchInfo => dispatchInfo(runtime(), of);
  return [
    defineRuntimeApi({
      name: "TransactionPaymentApi",
      version: 4,
      methods: {
        query_info: method({
          params: { uxt: extrinsic, len: u32 },
          result: runtimeDispatchInfo,
          run: (_, { uxt, len }) => partialFee(infoOf(uxt.call), len),
        }),
        query_fee_details: method({
          params: { uxt: extrinsic, len: u32 },
          result: feeDetails,
          run: (_, { uxt, len }) => details(infoOf(uxt.call), len, uxt.signed?.tip ?? 0n),
        }),
        ...simpleFees,
      },
    }),
    defineRuntimeApi({
      name: "TransactionPaymentCallApi",
      version: 3,
      methods: {
        query_call_info: method({
          params: { call, len: u32 },
          result: runtimeDispatchInfo,
          run: (_, args) => partialFee(infoOf(args.call), args.len),
        }),
        query_call_fee_details: method({
          params: { call, len: u32 },
          result: feeDetails,
          run: (_, args) => details(infoOf(args.call), args.len, 0n),
        }),
        ...simpleFees,
      },
    }),
  ] as const;
}
