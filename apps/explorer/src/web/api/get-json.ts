/** A failed request, in the parts that people are shown. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  /** The field that is wrong, if one is. */
  readonly param: string | undefined;

  constructor(message: string, status: number, code: string, param?: string | null) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param ?? undefined;
  }
}

const TIMEOUT_MS = 10_000;

/** @throws `RequestError`; with status 0 when the gateway could not be reached. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await reach(path, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  return (await response.json()) as T;
}

/** Longer than the gateway's own limit for a read. */
const POST_TIMEOUT_MS = 20_000;

/** @throws as `getJson`. */
export async function postJson<T>(path: string, body: unknown): Promise<T> {
  const response = await reach(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(POST_TIMEOUT_MS),
  });
  return (await response.json()) as T;
}

/** A response that is fine, or the error that its body tells. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted && (init.signal.reason as Error).name !== "TimeoutError") throw error;
    throw new RequestError(
      "The gateway cannot be reached. Check that it runs; this page keeps trying.",
      0,
      "unreachable",
    );
  }
  if (response.ok) return response;
  throw await readError(response);
}

async function readError(response: Response): Promise<RequestError> {
  const body = (await response.json().catch(() => undefined)) as
    | { readonly error?: { readonly message?: string; readonly code?: string; readonly param?: string | null } }
    | undefined;
  const message = body?.error?.message ?? `The gateway answered with status ${response.status}.`;
  const code = body?.error?.code ?? `http_${response.status}`;
  return new RequestError(message, response.status, code, body?.error?.param);
}
