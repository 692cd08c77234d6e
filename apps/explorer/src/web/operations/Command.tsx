import { CopyButton } from "../components/CopyButton.js";
import type { Operation } from "./catalogue.js";

interface CommandProps {
  readonly line: string;
  readonly operation: Operation;
  readonly complete: boolean;
}

/** The same in a terminal; for a write the only way from here. */
export function Command({ line, operation: { kind }, complete }: CommandProps) {
  return (
    <div className="command">
      <p className="command-head">
        <span>{kind === "write" ? "Run it in a terminal, with your own key" : "The same in a terminal"}</span>
        <CopyButton text={line} label="Copy" disabled={!complete} />
      </p>
      <pre>
        <code>{line}</code>
      </pre>
      {kind === "write" && (
        <p className="muted">
          <code>--dry-run</code> lets the node try it and sends nothing. Without it, tao shows what it costs and asks
          before it signs.
        </p>
      )}
      {!complete && <p className="muted">What is in capitals is still to be filled in.</p>}
    </div>
  );
}
