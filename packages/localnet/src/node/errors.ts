import { CodedError } from "@taostack/primitives";

/** An error of a request, with the code and text that clients of the chain know. */
export interface RpcErrorData {
  readonly code: "localnet/rpc";
  readonly rpcCode: number;
  readonly rpcData?: string;
}

export const rpcError = (rpcCode: number, message: string, rpcData?: string): CodedError<RpcErrorData> =>
  new CodedError<RpcErrorData>(
    { code: "localnet/rpc", rpcCode, ...(rpcData === undefined ? {} : { rpcData }) },
    message,
  );

/** A block that this chain never had, or has forgotten. Clients look for this text and then ask an archive node. */
export const stateDiscarded = (hash: string): CodedError<RpcErrorData> =>
  rpcError(4003, `Client error: Api called for an unknown Block: State already discarded for ${hash}`);

/** Something that only a running chain can do. */
export interface StoppedErrorData {
  readonly code: "localnet/stopped";
}

export const stopped = (): CodedError<StoppedErrorData> =>
  new CodedError({ code: "localnet/stopped" }, "The chain was stopped.", { remedy: "Start another one." });
