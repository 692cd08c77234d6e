import { useState } from "react";
import { CopyButton } from "../components/CopyButton.js";
import type { Schema, Units } from "./catalogue.js";
import { ValueTree } from "./ValueTree.js";

interface ResultViewProps {
  readonly value: unknown;
  readonly schema: Schema;
  readonly units: Units;
  readonly note: string;
}

/** What a read gave: as tables and fields, or as the JSON that came. */
export function ResultView({ value, schema, units, note }: ResultViewProps) {
  const [raw, setRaw] = useState(false);
  const json = JSON.stringify(value, null, 2);
  return (
    <section aria-labelledby="result-title">
      <div className="panel-head">
        <h3 id="result-title">Result</h3>
        <span className="muted panel-note">{note}</span>
        <div className="panel-tools">
          <button type="button" aria-pressed={raw} onClick={() => setRaw(!raw)}>
            JSON
          </button>
          <CopyButton text={json} label="Copy" />
        </div>
      </div>
      {raw ? (
        <pre className="raw">
          <code>{json}</code>
        </pre>
      ) : (
        <div className="result-body">
          <ValueTree value={value} schema={schema} place="" units={units} />
        </div>
      )}
    </section>
  );
}
