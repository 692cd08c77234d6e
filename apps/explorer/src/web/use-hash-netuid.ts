import { useCallback, useSyncExternalStore } from "react";

const read = (): string => window.location.hash;

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** The chosen subnet, kept in the address (`#subnet=1`) so that it can be linked to and gone back from. */
export function useHashNetuid(): [number | undefined, (netuid: number) => void] {
  const hash = useSyncExternalStore(subscribe, read);
  const [, digits] = /^#subnet=(\d{1,5})$/.exec(hash) ?? [];
  const choose = useCallback((netuid: number) => {
    window.location.hash = `subnet=${netuid}`;
  }, []);
  return [digits === undefined ? undefined : Number(digits), choose];
}
