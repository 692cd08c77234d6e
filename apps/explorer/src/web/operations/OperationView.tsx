import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { postJson, RequestError } from "../api/get-json.js";
import { ErrorNote } from "../components/ErrorNote.js";
import { duration } from "../format.js";
import { ArgumentField } from "./ArgumentField.js";
import { Command } from "./Command.js";
import type { Operation } from "./catalogue.js";
import { commandLine, networkOption } from "./command-line.js";
import { linkTo, readQuery } from "./deep-link.js";
import { type Draft, fieldOf, typedValue } from "./draft.js";
import { type Problems, problemsOf } from "./problems.js";
import { ResultView } from "./ResultView.js";
import { WriteFacts } from "./WriteFacts.js";

interface OperationViewProps {
  readonly operation: Operation;
  readonly query: string;
  readonly network: string | undefined;
}

interface Answer {
  readonly result: unknown;
  readonly tookMs: number;
}

/** One operation: what it does, its form, and for a read what the chain answers. */
export function OperationView({ operation, query, network }: OperationViewProps) {
  const { name, kind, summary, schema } = operation;
  const [draft, setDraft] = useState(() => readQuery(operation, query).draft);
  const [at, setAt] = useState(() => readQuery(operation, query).at);
  const [shown, setShown] = useState<Problems>({});
  const reading = useMutation({ mutationFn: (asked: Asked) => read(name, asked) });
  const found = problemsOf(schema, draft);
  const complete = Object.keys(found).length === 0;
  const form = useRef<HTMLFormElement>(null);

  const change = (next: Draft) => {
    setDraft(next);
    setShown({});
  };
  const run = () => {
    setShown(found);
    if (!complete) return focusFirst(form.current, Object.keys(found));
    window.history.replaceState(null, "", linkTo(operation, draft, at));
    if (kind === "read") reading.mutate({ args: typedValue(schema, draft) ?? {}, at });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reading.isPending) run();
  };
  const submitFromText = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };
  // A link with arguments shows its answer at once. Reads alone: nothing else is sent from here.
  const opened = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the link is opened
  useEffect(() => {
    if (opened.current || query === "" || kind !== "read" || !complete) return;
    opened.current = true;
    run();
  }, []);

  const refused = reading.error instanceof RequestError ? reading.error : undefined;
  const problems = refused?.param === undefined ? shown : { ...shown, [refused.param]: refused.message };
  const names = Object.keys(schema.properties ?? {});
  return (
    <>
      <div className="operation-head">
        <a className="back" href="#operations">
          ‹ All operations
        </a>
        <h2>
          {name} <span className={`tag ${kind}`}>{kind}</span>
        </h2>
        <p>{summary}</p>
        {kind === "write" && <WriteFacts operation={operation} />}
      </div>
      <form ref={form} className="operation-form" onSubmit={submit} onKeyDown={submitFromText} noValidate>
        {names.length === 0 && <p className="muted">It takes no arguments.</p>}
        {names.map((argument) => (
          <ArgumentField
            key={argument}
            name={argument}
            place={argument}
            schema={schema.properties?.[argument] ?? {}}
            takes={operation.arguments.find((each) => each.name === argument)?.takes}
            required={schema.required?.includes(argument) ?? false}
            units={operation.units.arguments}
            problems={problems}
            draft={fieldOf(draft, argument)}
            onChange={(value) => change({ ...(draft as object), [argument]: value })}
          />
        ))}
        {kind === "read" && (
          <>
            <ArgumentField
              name="block"
              place="at"
              schema={{ type: "string", description: "number or hash; the newest without it" }}
              required={false}
              units={{}}
              problems={problems}
              draft={at}
              onChange={(value) => setAt(String(value).trim())}
            />
            <p className="form-foot">
              <button type="submit" className="primary" disabled={reading.isPending}>
                {reading.isPending ? "Reading" : "Read"}
              </button>
            </p>
          </>
        )}
        <Command
          line={commandLine(operation, draft, { at, network: networkOption(network) })}
          operation={operation}
          complete={complete}
        />
      </form>
      {kind === "read" && (
        <div className="operation-result" aria-live="polite" aria-busy={reading.isPending}>
          {reading.error && <ErrorNote what={`${name} was not answered`} error={reading.error} onRetry={run} />}
          {reading.data && !reading.error && (
            <ResultView
              value={reading.data.result}
              schema={operation.result ?? {}}
              units={operation.units.result}
              note={`read in ${duration(reading.data.tookMs)}`}
            />
          )}
          {reading.isPending && !reading.data && (
            <p className="empty">
              <span className="skeleton">what the chain answers</span>
            </p>
          )}
        </div>
      )}
    </>
  );
}

interface Asked {
  readonly args: unknown;
  readonly at: string;
}

async function read(name: string, { args, at }: Asked): Promise<Answer> {
  const started = performance.now();
  const query = at === "" ? "" : `?at=${encodeURIComponent(at)}`;
  const { result } = await postJson<{ result: unknown }>(`/api/operations/${name}${query}`, args);
  return { result, tookMs: performance.now() - started };
}

/** The first field that is wrong, or has something wrong in it. */
function focusFirst(form: HTMLFormElement | null, [place]: readonly string[]): void {
  if (place !== undefined) form?.querySelector<HTMLElement>(`[id="${CSS.escape(`field-${place}`)}"]`)?.focus();
}
