import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Block, RecentAnswer } from "./types.js";

const ANSWERS_KEPT = 20;

export interface LiveState {
  readonly connected: boolean;
  /** The newest block that came as an event, and when it came, by this machine's clock. */
  readonly block: { readonly number: number; readonly receivedAt: number } | undefined;
}

/** Follows `/api/events`; the browser reconnects by itself. After a gap everything is read anew. */
export function useEvents(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ connected: false, block: undefined });
  useEffect(() => {
    const source = new EventSource("/api/events");
    source.onopen = () => {
      setState((last) => ({ ...last, connected: true }));
      void client.invalidateQueries();
    };
    source.onerror = () => setState((last) => ({ ...last, connected: false }));
    source.addEventListener("block-added", ({ data }) => {
      const { number } = JSON.parse(data as string) as Block;
      setState({ connected: true, block: { number, receivedAt: Date.now() } });
    });
    source.addEventListener("answer-finished", ({ data }) => {
      const answer = JSON.parse(data as string) as RecentAnswer;
      client.setQueryData<{ answers: readonly RecentAnswer[] }>(["answers"], (last) => ({
        answers: [answer, ...(last?.answers ?? [])].slice(0, ANSWERS_KEPT),
      }));
    });
    return () => source.close();
  }, [client]);
  return state;
}
