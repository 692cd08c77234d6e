import { useQuery } from "@tanstack/react-query";
import { getJson } from "../api/get-json.js";

/** What this page knows of JSON Schema: the part that the registry writes. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

/** The unit of each amount by its place: `amount`, `[].price`, `""` for the whole. */
export type Units = Readonly<Record<string, "tao" | "alpha" | "tao per alpha">>;

export interface Operation {
  /** `staking.add`. */
  readonly name: string;
  readonly group: string;
  readonly kind: "read" | "write";
  /** A sentence. */
  readonly summary: string;
  readonly spends?: "nothing" | "fee" | "tao" | "alpha" | "lock" | "burn" | "any";
  readonly signedBy?: "coldkey" | "hotkey" | "owner" | "root" | "any";
  /** `takes` completes "It takes …". */
  readonly arguments: readonly { readonly name: string; readonly takes: string }[];
  readonly schema: Schema;
  readonly result?: Schema;
  readonly units: { readonly arguments: Units; readonly result: Units };
}

export interface Catalogue {
  readonly groups: readonly { readonly name: string; readonly summary: string }[];
  readonly operations: readonly Operation[];
}

export const useCatalogue = () =>
  useQuery({
    queryKey: ["operations"],
    queryFn: ({ signal }) => getJson<Catalogue>("/api/operations", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
