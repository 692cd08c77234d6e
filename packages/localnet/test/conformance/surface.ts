import { readFileSync } from "node:fs";

/** What a pallet of the chain offers, by name: numbers, names of fields, and how storage is keyed. */
export interface PalletSurface {
  readonly index: number;
  /** The number, then the names of the arguments. */
  readonly calls: Readonly<Record<string, readonly (number | string)[]>>;
  /** The number, then the names of the fields; empty for fields by position. */
  readonly events: Readonly<Record<string, readonly (number | string)[]>>;
  readonly errors: Readonly<Record<string, number>>;
  /** `Optional` or `Default`, the default's bytes, the hashers. */
  readonly storage: Readonly<Record<string, string>>;
  /** The value's bytes. */
  readonly constants: Readonly<Record<string, string>>;
}

export interface ApiSurface {
  readonly version: number | null;
  /** Names of the parameters; null where they are not known. */
  readonly methods: Readonly<Record<string, readonly string[] | null>>;
}

/** Names and numbers of a runtime. */
export interface Surface {
  readonly specVersion: number;
  readonly pallets: Readonly<Record<string, PalletSurface>>;
  readonly apis: Readonly<Record<string, ApiSurface>>;
}

/** The surface of the real chain at the spec version that localnet stands for. */
export const chainSurface = JSON.parse(readFileSync(new URL("./surface-425.json", import.meta.url), "utf8")) as Surface;

export const PARTS = ["calls", "storage", "events", "errors", "constants"] as const;
export type Part = (typeof PARTS)[number];
