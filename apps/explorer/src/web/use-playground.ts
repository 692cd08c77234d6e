import { useCallback, useReducer, useRef } from "react";
import { type ChatMessage, type Competition, streamChat } from "./api/stream-chat.js";

/** One question and what came of it. */
export interface Turn {
  readonly id: number;
  readonly question: string;
  readonly answer: string;
  readonly state: "waiting" | "streaming" | "done" | "stopped" | "failed";
  readonly error?: unknown;
  readonly firstTokenMs?: number;
  readonly totalMs?: number;
  readonly completionTokens?: number;
  readonly finishReason?: string;
  readonly competition?: Competition | undefined;
}

export interface AskSettings {
  readonly key: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature: number;
}

type Action =
  | { readonly type: "asked"; readonly id: number; readonly question: string }
  | { readonly type: "changed"; readonly id: number; readonly change: (turn: Turn) => Partial<Turn> }
  | { readonly type: "cleared" };

/** Older turns are forgotten, by the page and by the model. */
const TURNS_KEPT = 20;

function reduce(turns: readonly Turn[], action: Action): readonly Turn[] {
  if (action.type === "cleared") return [];
  if (action.type === "asked") {
    return [...turns, { id: action.id, question: action.question, answer: "", state: "waiting" as const }].slice(
      -TURNS_KEPT,
    );
  }
  return turns.map((turn) => (turn.id === action.id ? { ...turn, ...action.change(turn) } : turn));
}

/** The conversation of the playground. One question at a time; `stop` keeps what has arrived. */
export function usePlayground() {
  const [turns, dispatch] = useReducer(reduce, []);
  const running = useRef<AbortController | undefined>(undefined);
  const nextId = useRef(1);

  const ask = useCallback(
    async (question: string, settings: AskSettings) => {
      const controller = new AbortController();
      running.current?.abort();
      running.current = controller;
      const id = nextId.current++;
      dispatch({ type: "asked", id, question });
      const change = (update: (turn: Turn) => Partial<Turn>) => dispatch({ type: "changed", id, change: update });
      const messages = [...toMessages(turns), { role: "user" as const, content: question }];
      const startedAt = performance.now();
      const elapsed = () => performance.now() - startedAt;
      try {
        for await (const event of streamChat({ ...settings, messages, signal: controller.signal })) {
          const ms = elapsed();
          if (event.type === "text") {
            change((turn) => ({
              state: "streaming",
              answer: turn.answer + event.text,
              firstTokenMs: turn.firstTokenMs ?? ms,
            }));
          } else if (event.type === "end") {
            change(() => ({ finishReason: event.finishReason, competition: event.competition, totalMs: ms }));
          } else {
            change(() => ({ completionTokens: event.completionTokens }));
          }
        }
        change(() => ({ state: "done" }));
      } catch (error) {
        change(() => (controller.signal.aborted ? { state: "stopped" } : { state: "failed", error }));
      }
    },
    [turns],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    dispatch({ type: "cleared" });
  }, []);
  const last = turns.at(-1);
  const busy = last?.state === "waiting" || last?.state === "streaming";
  return { turns, busy, ask, stop, clear };
}

/** What the model is told of the conversation so far: turns without an answer are left out. */
const toMessages = (turns: readonly Turn[]): ChatMessage[] =>
  turns
    .filter(({ answer }) => answer !== "")
    .flatMap(({ question, answer }) => [
      { role: "user" as const, content: question },
      { role: "assistant" as const, content: answer },
    ]);
