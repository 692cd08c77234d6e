import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useSession } from "../api/queries.js";
import { usePlayground } from "../use-playground.js";
import { KeyField } from "./KeyField.js";
import { TurnView } from "./TurnView.js";

const examples = ["What is a subnet?", "Count from one to five.", "Say hello in French."];
const MAX_TOKENS = 256;

/** The chat box: a question goes to the network, the winner's answer streams in, and the strip tells who competed. */
export function Playground({ models }: { readonly models: readonly string[] | undefined }) {
  const session = useSession();
  const [ownKey, setOwnKey] = useState("");
  const [model, setModel] = useState<string>();
  const [temperature, setTemperature] = useState(0.7);
  const [text, setText] = useState("");
  const { turns, busy, ask, stop, clear } = usePlayground();
  const key = session.data?.key ?? ownKey;
  const chosen = model ?? models?.[0] ?? "";
  const ready = key !== "" && chosen !== "" && !busy;

  const send = (question: string) => {
    if (!ready || question.trim() === "") return;
    setText("");
    void ask(question.trim(), { key, model: chosen, maxTokens: MAX_TOKENS, temperature });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send(text);
  };
  return (
    <section className="panel playground" id="playground" aria-labelledby="playground-title">
      <div className="panel-head">
        <h2 id="playground-title">Playground</h2>
        <div className="panel-tools">
          <select aria-label="Model" value={chosen} onChange={(event) => setModel(event.target.value)}>
            {(models ?? []).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <label className="temperature">
            <span className="muted">temperature</span>
            <input
              type="number"
              min="0"
              max="2"
              step="0.1"
              value={temperature}
              onChange={(event) => setTemperature(Math.min(2, Math.max(0, event.target.valueAsNumber || 0)))}
            />
          </label>
          <button type="button" onClick={clear} disabled={turns.length === 0}>
            Clear
          </button>
        </div>
      </div>
      <Turns turns={turns} busy={busy}>
        <p className="empty">Ask the network something. Several miners answer, and you see who won and why.</p>
        <p className="examples">
          {examples.map((example) => (
            <button type="button" key={example} disabled={!ready} onClick={() => send(example)}>
              {example}
            </button>
          ))}
        </p>
      </Turns>
      {session.data?.key === null && <KeyField value={ownKey} onChange={setOwnKey} />}
      <form className="ask" onSubmit={submit}>
        <textarea
          aria-label="Your question"
          placeholder={key === "" ? "Enter an API key first" : "Your question"}
          rows={2}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendOnEnter}
        />
        {busy ? (
          <button type="button" className="primary" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="submit" className="primary" disabled={!ready || text.trim() === ""}>
            Ask
          </button>
        )}
      </form>
    </section>
  );
}

interface TurnsProps {
  readonly turns: ReturnType<typeof usePlayground>["turns"];
  readonly busy: boolean;
  /** Shown while there are none. */
  readonly children: ReactNode;
}

/** The conversation, kept scrolled to its end unless the reader has scrolled up. */
function Turns({ turns, busy, children }: TurnsProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the turns can make the box longer
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [turns]);
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return (
    <div className="turns" ref={box} onScroll={onScroll} aria-live="polite" aria-busy={busy}>
      {turns.length === 0 ? children : turns.map((turn) => <TurnView key={turn.id} turn={turn} />)}
    </div>
  );
}
