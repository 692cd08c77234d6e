/** What is known of a stored piece. */
export interface StoredPiece {
  /** Hex. */
  readonly id: string;
  /** Hotkey of whoever put it. */
  readonly owner: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

export type IndexEntry =
  | ({ readonly op: "put" } & StoredPiece)
  | { readonly op: "delete"; readonly id: string; readonly owner: string };

export const keyOf = ({ owner, id }: { readonly owner: string; readonly id: string }): string => `${owner}/${id}`;

export interface Usage {
  readonly pieces: number;
  readonly bytes: number;
}

const nothing: Usage = { pieces: 0, bytes: 0 };

/** Which pieces there are, and how much of whom: the state that the log's entries add up to. */
export class PieceIndex {
  readonly #pieces = new Map<string, StoredPiece>();
  readonly #owners = new Map<string, Usage>();
  readonly #sorted = new Map<string, string[]>();
  #total = nothing;

  get total(): Usage {
    return this.#total;
  }

  usageOf(owner: string): Usage {
    return this.#owners.get(owner) ?? nothing;
  }

  get(owner: string, id: string): StoredPiece | undefined {
    return this.#pieces.get(keyOf({ owner, id }));
  }

  values(): Iterable<StoredPiece> {
    return this.#pieces.values();
  }

  apply(entry: IndexEntry): void {
    const key = keyOf(entry);
    const old = this.#pieces.get(key);
    if (!old || entry.op === "delete") this.#sorted.delete(entry.owner);
    if (old) {
      this.#pieces.delete(key);
      this.#count(old, -1);
    }
    if (entry.op === "delete") return;
    const { id, owner, bytes, expiresAtMs } = entry;
    this.#pieces.set(key, { id, owner, bytes, expiresAtMs });
    this.#count(entry, 1);
  }

  /** In the order of their ids. */
  ofOwner(owner: string, after: string, limit: number): StoredPiece[] {
    let ids = this.#sorted.get(owner);
    if (!ids) {
      ids = Array.from(this.#pieces.values()).flatMap((piece) => (piece.owner === owner ? [piece.id] : []));
      // Only its owner's next change makes it old; so it costs one sort to list all, however many the pages.
      this.#sorted.set(owner, ids.sort());
    }
    const start = firstAfter(ids, after);
    return ids.slice(start, start + limit).map((id) => this.#pieces.get(keyOf({ owner, id }))!);
  }

  #count({ owner, bytes }: { readonly owner: string; readonly bytes: number }, sign: 1 | -1): void {
    const add = (usage: Usage) => ({ pieces: usage.pieces + sign, bytes: usage.bytes + sign * bytes });
    this.#total = add(this.#total);
    const usage = add(this.usageOf(owner));
    if (usage.pieces === 0) this.#owners.delete(owner);
    else this.#owners.set(owner, usage);
  }
}

/** Where in sorted texts the first one greater than `text` stands. */
function firstAfter(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (texts[middle]! > text) high = middle;
    else low = middle + 1;
  }
  return low;
}
