import type { PiecePlace } from "./manifest.js";

/** As many ids as every miner takes in one call. */
const PAGE = 500;

/** Places by the hotkey of whoever holds them. */
export function placesByMiner(places: Iterable<PiecePlace>): Map<string, PiecePlace[]> {
  const byMiner = new Map<string, PiecePlace[]>();
  for (const place of places) {
    const own = byMiner.get(place.hotkey);
    if (own) own.push(place);
    else byMiner.set(place.hotkey, [place]);
  }
  return byMiner;
}

/** The same in parts that go into one call. */
export function* pagesOf(places: readonly PiecePlace[]): Generator<readonly PiecePlace[], void> {
  for (let at = 0; at < places.length; at += PAGE) yield places.slice(at, at + PAGE);
}

export const idOf = ({ id }: PiecePlace): Uint8Array => Buffer.from(id, "hex");
