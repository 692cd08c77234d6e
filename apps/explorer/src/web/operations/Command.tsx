import type { ReactNode } from "react";
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
        <code>{wordsOf(line)}</code>
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

/** Broken between words only, and not after the dashes of an option. */
const wordsOf = (line: string): ReactNode[] =>
  line.split(" ").flatMap((word, index) => [
    index === 0 ? "" : " ",
    // biome-ignore lint/suspicious/noArrayIndexKey: the words have nothing but their place
    <span className="word" key={index}>
      {word}
    </span>,
  ]);
