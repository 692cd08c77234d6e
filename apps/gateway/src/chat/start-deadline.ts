import { gatewayError } from "../errors.js";

/** A signal that is aborted after `timeoutMs` with `gateway/timeout`, unless cleared. */
export function startDeadline(timeoutMs: number): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const expire = () =>
    controller.abort(
      gatewayError({ code: "gateway/timeout", timeoutMs }, `The answer took longer than ${timeoutMs / 1_000} s.`, {
        remedy: "Ask for fewer tokens, or try again.",
      }),
    );
  const timer = setTimeout(expire, timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
