import { CodedError } from "./errors.js";

/** Something that was started and can be stopped. `stop` drains, is safe to call twice, and leaves nothing behind. */
export interface Running {
  stop(): Promise<void>;
}

export type CloseStep = () => unknown;

/** Runs the steps newest first, once; a step that fails does not keep the others from running. */
export async function closeAll(steps: CloseStep[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "teardown failed");
}

/**
 * Runs a start-up that opens things one by one. Each opened thing registers how it is closed; if the start-up fails, what it had
 * opened is closed newest first and the failure is thrown on.
 */
export async function startWith<T>(
  start: (onClose: (step: CloseStep) => void, close: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const steps: CloseStep[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= closeAll(steps);
    return closing;
  };
  try {
    return await start((step) => steps.push(step), close);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/**
 * Awaits `work` for at most `timeoutMs`.
 * @param what - Named in the error: `"connecting to ws://127.0.0.1:9944"`.
 * @throws `deadline/exceeded` when the time is up; the work itself goes on unless it listens to its own signal.
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new CodedError(
            { code: "deadline/exceeded" as const, what, timeoutMs },
            `${what} took longer than ${timeoutMs} ms.`,
          ),
        ),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
