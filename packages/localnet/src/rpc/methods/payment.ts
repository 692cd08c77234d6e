import { decodeExtrinsic } from "../../engine/extrinsic.js";
import { feeParts, totalFee } from "../../engine/fees.js";
import { dispatchInfo } from "../../engine/validity.js";
import { badFormat } from "../../node/refusals.js";
import type { RpcContext, RpcMethods } from "../method.js";
import type { Params } from "../params.js";

function describe({ node }: RpcContext, params: Params) {
  const bytes = params.bytes(0);
  try {
    const { call } = decodeExtrinsic(node.runtime.call, bytes);
    return { info: dispatchInfo(node.runtime, call), length: bytes.length };
  } catch (error) {
    throw badFormat(error instanceof Error ? error.message : String(error));
  }
}

const hexNumber = (value: bigint): string => `0x${value.toString(16)}`;

export const paymentMethods: RpcMethods = {
  payment_queryInfo(context, params) {
    const { info, length } = describe(context, params);
    return {
      weight: { ref_time: Number(info.refTime), proof_size: Number(info.proofSize) },
      class: info.class.toLowerCase(),
      partialFee: totalFee(info, length, 0n).toString(),
    };
  },
  payment_queryFeeDetails(context, params) {
    const { info, length } = describe(context, params);
    if (!info.paysFee) return { inclusionFee: null };
    const parts = feeParts(info.refTime, length);
    return {
      inclusionFee: {
        baseFee: hexNumber(parts.base),
        lenFee: hexNumber(parts.length),
        adjustedWeightFee: hexNumber(parts.weight),
      },
    };
  },
};
