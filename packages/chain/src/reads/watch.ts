import { type Logger, silentLogger } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { plainAny } from "../registry/index.js";
import type { BlockHead } from "../runtime/block-header.js";
import { readerOf } from "./index.js";

export interface WatchOptions {
  /** Blocks between two reads. 1 by default. */
  readonly everyBlocks?: number;
  /** Is told of reads that failed; the next block tries again. */
  readonly logger?: Logger;
}

/** Ends it; a read under way is not told any more. */
export type StopWatching = () => void;

/**
 * Reads at new blocks and tells what differs from the time before. One read is under way at a time: blocks that come meanwhile are left
 * out but for the newest.
 */
export function watchRead(
  chain: ChainAccess,
  name: string,
  args: Readonly<Record<string, unknown>>,
  listener: (result: unknown, block: number) => void,
  { everyBlocks = 1, logger = silentLogger }: WatchOptions = {},
): StopWatching {
  let stopped = false;
  let reading = false;
  let waiting: BlockHead | undefined;
  let readAt: number | undefined;
  let told: string | undefined;

  async function readOnce({ number, hash }: BlockHead): Promise<void> {
    readAt = number;
    const result = await readerOf(name)(await chain.at(hash), args as never);
    const text = JSON.stringify(plainAny(result)) ?? "";
    if (stopped || text === told) return;
    told = text;
    listener(result, number);
  }

  async function follow(): Promise<void> {
    reading = true;
    while (waiting !== undefined && !stopped) {
      const head = waiting;
      waiting = undefined;
      await readOnce(head).catch((error: unknown) =>
        logger.warn("a watched read failed", { operation: name, block: head.number, error }),
      );
    }
    reading = false;
  }

  const unwatch = chain.connection.heads.watch((head) => {
    // A chain that was started afresh counts from a lower number.
    const { number } = head;
    if (readAt !== undefined && number >= readAt && number - readAt < everyBlocks) return;
    waiting = head;
    if (!reading) void follow();
  });
  return () => {
    stopped = true;
    unwatch();
  };
}
