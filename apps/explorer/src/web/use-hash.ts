import { useSyncExternalStore } from "react";

const read = (): string => window.location.hash;

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** What stands in the address behind the page: `#subnet=1`. */
export const useHash = (): string => useSyncExternalStore(subscribe, read);
