import type { GatewayChain } from "../chain/gateway-chain.js";
import { createLimiter } from "../chat/create-limiter.js";
import { gatewayError } from "../errors.js";
import { untilAborted } from "../until-aborted.js";
import type { CatalogueJson } from "./catalogue-json.js";
import { refusal } from "./refusal.js";

export interface OperationsOptions {
  /** Of one address. */
  readonly readsPerMinute: number;
}

export interface ReadRequest {
  /** `staking.get`. */
  readonly name: string;
  /** Plain, as the operation's schema says. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Number or hash of the block to read; the newest without it. */
  readonly at: number | string | undefined;
  /** Who asks; limits are counted by it. */
  readonly address: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The registry's operations for the explorer's forms. Reads alone: nothing here has a key. */
export interface Operations {
  catalogue(): Promise<CatalogueJson>;
  /** The plain result. @throws `gateway/operation_writes`, `gateway/not_found`, `gateway/invalid_request`, and as a limiter. */
  read(request: ReadRequest): Promise<unknown>;
}

const READ_TIMEOUT_MS = 15_000;
const MAX_AT_ONCE = 16;
const MAX_AT_ONCE_PER_ADDRESS = 4;

export function createOperations(
  chain: GatewayChain,
  { readsPerMinute }: OperationsOptions,
  now: () => number,
): Operations {
  const limiter = createLimiter(
    {
      requestsPerMinute: readsPerMinute,
      maxConcurrentPerKey: MAX_AT_ONCE_PER_ADDRESS,
      maxConcurrent: MAX_AT_ONCE,
      who: "This address",
    },
    now,
  );
  let listed: Promise<CatalogueJson> | undefined;
  return {
    catalogue() {
      listed ??= import("./catalogue-json.js").then(({ catalogueJson }) => catalogueJson());
      return listed;
    },
    async read({ name, args, at, address, signal }) {
      const leave = limiter.enter(address);
      // A read cannot be taken back: its place is free when it has ended, not when its asker is gone.
      const reading = readPlain(chain, name, args, at).finally(leave);
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(tooSlow()), READ_TIMEOUT_MS);
      return untilAborted(reading, AbortSignal.any([signal, deadline.signal])).finally(() => clearTimeout(timer));
    },
  };
}

/** Loaded with the first request: the registry would slow the gateway's start. */
async function readPlain(
  chain: GatewayChain,
  name: string,
  args: Readonly<Record<string, unknown>>,
  at: number | string | undefined,
): Promise<unknown> {
  const { operationNamed, toPlain } = await import("@taostack/chain/operations");
  try {
    const operation = operationNamed(name);
    if (operation.kind !== "read") throw writes(name);
    return toPlain(operation.result, await chain.read(name, args, at === undefined ? {} : { at }));
  } catch (error) {
    throw refusal(error);
  }
}

const tooSlow = () =>
  gatewayError({ code: "gateway/timeout", timeoutMs: READ_TIMEOUT_MS }, "The chain took too long for this read.", {
    remedy: "Ask for less, or read it by `tao call`, which waits longer.",
  });

const writes = (operation: string) =>
  gatewayError(
    { code: "gateway/operation_writes", operation },
    `${operation} is a write, and a gateway signs nothing for those who ask.`,
    { remedy: `Sign it with your own key: tao call ${operation} … --dry-run, then without --dry-run.` },
  );
