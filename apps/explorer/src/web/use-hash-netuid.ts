import { useCallback } from "react";
import { useHash } from "./use-hash.js";

/** The chosen subnet, kept in the address (`#subnet=1`) so that it can be linked to and gone back from. */
export function useHashNetuid(): [number | undefined, (netuid: number) => void] {
  const [, digits] = /^#subnet=(\d{1,5})$/.exec(useHash()) ?? [];
  const choose = useCallback((netuid: number) => {
    window.location.hash = `subnet=${netuid}`;
  }, []);
  return [digits === undefined ? undefined : Number(digits), choose];
}
