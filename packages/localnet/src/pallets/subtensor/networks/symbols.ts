import { equalBytes } from "@taostack/primitives";
import { type Context, ensure, type Readable } from "../../../frame/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";
import { TOKEN_SYMBOLS } from "./token-symbols.js";

const encoder = new TextEncoder();
const symbolBytes: readonly Uint8Array[] = TOKEN_SYMBOLS.map((symbol) => encoder.encode(symbol));
const ROOT_SYMBOL = symbolBytes[0] ?? new Uint8Array();

const inUse = (at: Readable, symbol: Uint8Array): boolean =>
  storage.TokenSymbol.entries(at).some(([, taken]) => equalBytes(taken, symbol));

/** The symbol of a new subnet: that of its netuid, else the first free one. */
export function freeSymbol(at: Readable, netuid: number): Uint8Array {
  const own = symbolBytes[netuid];
  if (own !== undefined && !inUse(at, own)) return own;
  return symbolBytes.slice(1).find((symbol) => !inUse(at, symbol)) ?? ROOT_SYMBOL;
}

/** @throws SymbolDoesNotExist, SymbolAlreadyInUse. */
export function updateSymbol(ctx: Context, netuid: number, symbol: Uint8Array): void {
  const known = symbolBytes.slice(1).some((candidate) => equalBytes(candidate, symbol));
  ensure(known, errors.SymbolDoesNotExist);
  ensure(!inUse(ctx, symbol), errors.SymbolAlreadyInUse);
  storage.TokenSymbol.put(ctx, netuid, symbol);
  ctx.emit(events.make.SymbolUpdated({ netuid, symbol }));
}
