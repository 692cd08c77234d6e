import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type Dispatch, type SetStateAction, useEffect, useState } from "react";
import type { Block, RecentAnswer } from "./types.js";

const ANSWERS_KEPT = 20;

export interface LiveState {
  /** Undefined until the first attempt has ended. */
  readonly connected: boolean | undefined;
  /** The newest block that came as an event, and when it came, by this machine's clock. */
  readonly block: { readonly number: number; readonly receivedAt: number } | undefined;
}

/**
 * Follows `/api/events` while the page is to be seen: a browser has few connections for one server, and hidden tabs must not hold
 * them all. It reconnects by itself, and after a gap everything is read anew.
 */
export function useEvents(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ connected: undefined, block: undefined });
  useEffect(() => {
    let source: EventSource | undefined;
    const onVisibility = () => {
      source?.close();
      source = document.hidden ? undefined : follow(client, setState);
    };
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      source?.close();
    };
  }, [client]);
  return state;
}

function follow(client: QueryClient, setState: Dispatch<SetStateAction<LiveState>>): EventSource {
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
  return source;
}
