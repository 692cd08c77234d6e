import { type Logger, type Running, sleep, withDeadline } from "@taostack/primitives";
import { untilAborted } from "../until-aborted.js";
import type { ValidatorTarget } from "./validator-channel.js";
import type { ValidatorEntry } from "./validator-entry.js";
import type { ValidatorPool } from "./validator-pool.js";

export interface DirectoryOptions {
  /** Between two looks at the chain while there are validators. */
  readonly intervalMs: number;
  readonly checkTimeoutMs: number;
}

export interface DirectoryModules {
  readonly find: () => Promise<readonly ValidatorTarget[]>;
  readonly pool: ValidatorPool;
  readonly logger: Logger;
}

export interface Directory extends Running {
  /** In the order to ask them. Looks at the chain first if none is known. */
  choose(): Promise<readonly ValidatorEntry[]>;
}

/** With nobody to ask, the chain is looked at this often. */
const EMPTY_INTERVAL_MS = 1_000;
const FIND_TIMEOUT_MS = 5_000;

/** Keeps the pool in step with the chain, and its validators checked. */
export function startDirectory(options: DirectoryOptions, { find, pool, logger }: DirectoryModules): Directory {
  const stopping = new AbortController();
  let refreshing: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      const before = pool.size;
      const found = withDeadline(find(), FIND_TIMEOUT_MS, "reading the validators from the chain");
      await pool.update(await untilAborted(found, stopping.signal));
      if (pool.size !== before) logger.info("validators found", { validators: pool.size });
    } catch (error) {
      if (!stopping.signal.aborted) logger.warn("validators not refreshed", { error });
    }
  };
  const refreshOnce = (): Promise<void> => {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await refreshOnce();
      await pool.check(options.checkTimeoutMs, stopping.signal);
      await sleep(pool.size > 0 ? options.intervalMs : EMPTY_INTERVAL_MS, stopping.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async choose() {
      if (pool.size === 0) await refreshOnce();
      return pool.choose();
    },
    async stop() {
      stopping.abort();
      await pool.stop();
      await running;
    },
  };
}
