import type { AuditFault } from "@taostack/commodities";

/** A piece that the validator put, and its miner has acknowledged. */
export interface KeptPiece {
  readonly hotkey: string;
  /** Hex: the root, all that judging needs. */
  readonly id: string;
  readonly bytes: number;
  /** By the validator's clock, in milliseconds since 1970; never later than by the miner's. */
  readonly expiresAtMs: number;
  /** When it was found to be gone or changed. */
  readonly lostAtMs?: number;
}

/** What one visit to a miner found. */
export interface Visit {
  readonly hotkey: string;
  readonly atMs: number;
  readonly passed: number;
  readonly faults: Readonly<Partial<Record<VisitFault, number>>>;
  /** A piece fetched whole: its bytes, how long it took, and whether it was the piece. */
  readonly retrieval?: { readonly bytes: number; readonly ms: number; readonly ok: boolean };
}

export type VisitFault = AuditFault | "unreachable";

export type LedgerEntry =
  | { readonly op: "of"; readonly validator: string }
  /** A piece that is new, was renewed, or was lost. */
  | ({ readonly op: "piece" } & KeptPiece)
  | { readonly op: "drop"; readonly hotkey: string; readonly id: string }
  | ({ readonly op: "visit" } & Visit)
  | { readonly op: "leave"; readonly hotkey: string };

/** What is kept about one miner. */
export interface MinerRecord {
  readonly pieces: ReadonlyMap<string, KeptPiece>;
  /** Oldest first. */
  readonly visits: readonly Visit[];
}

/** Visits of one miner that are remembered. */
export const MAX_VISITS = 128;
const nothing: MinerRecord = { pieces: new Map(), visits: [] };

/** What the ledger's entries add up to. */
export class LedgerState {
  readonly #miners = new Map<string, { readonly pieces: Map<string, KeptPiece>; readonly visits: Visit[] }>();

  of(hotkey: string): MinerRecord {
    return this.#miners.get(hotkey) ?? nothing;
  }

  hotkeys(): string[] {
    return [...this.#miners.keys()];
  }

  apply(entry: LedgerEntry): void {
    switch (entry.op) {
      case "piece": {
        const { op: _, ...piece } = entry;
        this.#open(piece.hotkey).pieces.set(piece.id, piece);
        break;
      }
      case "drop":
        this.#miners.get(entry.hotkey)?.pieces.delete(entry.id);
        break;
      case "visit": {
        const { op: _, ...visit } = entry;
        const { visits } = this.#open(visit.hotkey);
        visits.push(visit);
        if (visits.length > MAX_VISITS) visits.shift();
        break;
      }
      case "leave":
        this.#miners.delete(entry.hotkey);
        break;
      case "of":
    }
  }

  /** The fewest entries that add up to the same. */
  *entries(): Generator<LedgerEntry, void> {
    for (const { pieces, visits } of this.#miners.values()) {
      for (const piece of pieces.values()) yield { op: "piece", ...piece };
      for (const visit of visits) yield { op: "visit", ...visit };
    }
  }

  #open(hotkey: string) {
    const known = this.#miners.get(hotkey) ?? { pieces: new Map<string, KeptPiece>(), visits: [] };
    this.#miners.set(hotkey, known);
    return known;
  }
}
