import type { Logger } from "@taostack/primitives";
import type { LocalNode } from "./node.js";

/** Something that makes blocks by itself until it is stopped. */
export interface Sealing {
  stop(): void;
}

/** A block that cannot be made must not end the process; the next may do. */
function trySeal(node: LocalNode, logger: Logger, maxTransactions?: number): void {
  try {
    node.seal(maxTransactions);
  } catch (error) {
    logger.error("a block could not be made", { error });
  }
}

/**
 * Makes a block every `intervalMs`. A late block shortens the wait for the next; blocks that are late by more than an
 * interval are skipped, not made up for.
 */
export function sealOnInterval(node: LocalNode, intervalMs: number, logger: Logger): Sealing {
  let due = performance.now() + intervalMs;
  let timer = setTimeout(tick, intervalMs);
  function tick(): void {
    trySeal(node, logger);
    const now = performance.now();
    due = Math.max(due + intervalMs, now);
    timer = setTimeout(tick, due - now);
  }
  return { stop: () => clearTimeout(timer) };
}

/**
 * Makes a block as soon as a transaction can go into it; those that come together share one, up to `maxTransactions`, and
 * the next block follows at once.
 */
export function sealOnDemand(node: LocalNode, maxTransactions: number, logger: Logger): Sealing {
  let pending: ReturnType<typeof setImmediate> | undefined;
  const schedule = (): void => {
    pending ??= setImmediate(seal);
  };
  const seal = (): void => {
    pending = undefined;
    trySeal(node, logger, maxTransactions);
    // What did not fit into this block goes into the next.
    scheduleIfReady();
  };
  const scheduleIfReady = (): void => {
    if (node.pool.size > 0 && node.pool.ready(node.chain.best).length > 0) schedule();
  };
  const off = node.onReady(schedule);
  scheduleIfReady();
  return {
    stop: () => {
      off();
      clearImmediate(pending);
    },
  };
}
