import { RequestError } from "../api/get-json.js";

interface ErrorNoteProps {
  /** What could not be done: "The subnets could not be read". */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry?: () => unknown;
}

/** An error in three parts and its code. */
export function ErrorNote({ what, error, onRetry }: ErrorNoteProps) {
  const known = error instanceof RequestError ? error : undefined;
  return (
    <div className="error" role="alert">
      <p className="error-what">{what}.</p>
      <p>{known?.message ?? "Something in this page failed. Reload it."}</p>
      <p className="error-foot">
        <code>{known?.code ?? "page_fault"}</code>
        {onRetry && (
          <button type="button" onClick={() => void onRetry()}>
            Try again
          </button>
        )}
      </p>
    </div>
  );
}
