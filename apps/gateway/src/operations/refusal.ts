import { type CodedError, isCodedError } from "@taostack/primitives";
import { gatewayError } from "../errors.js";
import { invalid } from "../openai/read-value.js";

/** What a read of the chain failed with, as the gateway's own error; what is not known is handed on as it is. */
export function refusal(error: unknown): unknown {
  if (!isCodedError(error)) return error;
  const { code, message, remedy } = error;
  switch (code) {
    case "operations/unknown":
    case "chain/subnet_not_found":
    case "chain/block_not_found":
    case "chain/unsupported":
      return gatewayError({ code: "gateway/not_found", path: message }, message, told(error));
    case "operations/missing":
    case "operations/unknown_argument":
    case "operations/invalid":
      return invalid(fieldOf(error), message, remedy);
    case "chain/invalid_argument":
      return invalid(fieldOf(error), message, remedy);
    case "chain/rpc_error":
    case "chain/bad_response":
      return gatewayError({ code: "gateway/chain_refused" }, message, told(error));
    case "chain/unreachable":
    case "chain/disconnected":
    case "chain/closed":
    case "chain/busy":
    case "chain/timeout":
      return gatewayError({ code: "gateway/chain_unavailable" }, "The chain does not answer.", {
        remedy: "Try again in some seconds; if it stays, check the gateway's chain endpoint.",
        cause: error,
      });
    default:
      return error;
  }
}

/** The name of the argument that is wrong. */
function fieldOf({ data }: CodedError): string | null {
  const { field, argument } = data as { readonly field?: unknown; readonly argument?: unknown };
  const name = field ?? argument;
  return typeof name === "string" ? name : null;
}

const told = (error: CodedError) => ({
  ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  cause: error,
});
