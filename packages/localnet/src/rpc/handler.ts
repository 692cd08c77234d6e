import { isCodedError, type Logger } from "@taostack/primitives";
import { type RpcErrorData, rpcError } from "../node/errors.js";
import type { RpcContext } from "./method.js";
import { Params } from "./params.js";
import { findMethod } from "./registry.js";
import { httpSession, type Session } from "./session.js";

const MAX_BATCH = 1000;

interface ErrorBody {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}

const reply = (id: unknown, body: { result: unknown } | { error: ErrorBody }): string =>
  JSON.stringify({ jsonrpc: "2.0", id: id ?? null, ...body });

const failure = (id: unknown, code: number, message: string): string => reply(id, { error: { code, message } });

/** What answers a request: at once, or when a long work is done. `undefined` if there is nothing to answer. */
type Answer = string | undefined | Promise<string | undefined>;

/** Answers the text of one JSON-RPC message: a request or a batch. */
export type MessageHandler = (text: string, session: Session) => Answer;

/** Calls a method as a request over HTTP does, without the text around it. @throws `localnet/rpc`. */
export async function callMethod(context: RpcContext, name: string, params: readonly unknown[]): Promise<unknown> {
  const method = findMethod(name);
  if (!method) throw rpcError(-32601, `Method not found: ${name.slice(0, 100)}`);
  return (await method(context, new Params(params), httpSession)) ?? null;
}

export function createMessageHandler(context: RpcContext, logger: Logger): MessageHandler {
  const answerOne = (request: unknown, session: Session): Answer => {
    if (typeof request !== "object" || request === null) return failure(null, -32600, "Invalid request");
    const { id, method, params } = request as { id?: unknown; method?: unknown; params?: unknown };
    if (typeof method !== "string") return failure(id, -32600, "Invalid request");
    const answer = call(method, params, id, session);
    if ("id" in request) return answer;
    return answer instanceof Promise ? answer.then(() => undefined) : undefined;
  };

  const call = (name: string, params: unknown, id: unknown, session: Session): string | Promise<string> => {
    const method = findMethod(name);
    if (!method) return failure(id, -32601, `Method not found: ${name.slice(0, 100)}`);
    const succeeded = (result: unknown): string => reply(id, { result: result ?? null });
    const failed = (error: unknown): string => reply(id, { error: toErrorBody(error, name, logger) });
    try {
      const result = method(context, new Params(Array.isArray(params) ? params : []), session);
      return result instanceof Promise ? result.then(succeeded).catch(failed) : succeeded(result);
    } catch (error) {
      return failed(error);
    }
  };

  return (text, session) => {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return failure(null, -32700, "Parse error");
    }
    if (!Array.isArray(message)) return answerOne(message, session);
    if (message.length === 0 || message.length > MAX_BATCH) return failure(null, -32600, "Invalid request");
    const answers = message.map((request) => answerOne(request, session));
    return answers.some((answer) => answer instanceof Promise)
      ? Promise.all(answers).then(joinBatch)
      : joinBatch(answers as (string | undefined)[]);
  };
}

function joinBatch(answers: readonly (string | undefined)[]): string | undefined {
  const given = answers.filter((answer) => answer !== undefined);
  return given.length > 0 ? `[${given.join(",")}]` : undefined;
}

function toErrorBody(error: unknown, method: string, logger: Logger): ErrorBody {
  if (isCodedError(error, "localnet/rpc")) {
    const { rpcCode, rpcData } = error.data as unknown as RpcErrorData;
    return { code: rpcCode, message: error.message, ...(rpcData === undefined ? {} : { data: rpcData }) };
  }
  if (isCodedError(error, "localnet/stopped")) return { code: -32000, message: error.message };
  logger.error("a request broke", { method, error });
  return { code: -32603, message: "Internal error" };
}
