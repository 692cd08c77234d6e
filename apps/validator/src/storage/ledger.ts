import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { RecordLog } from "@taostack/commodities";
import type { StateIdentity } from "../state-file.js";
import { type KeptPiece, type LedgerEntry, LedgerState, type MinerRecord, type Visit } from "./ledger-state.js";

/** How long a lost piece is held against its miner, unless its lease ends sooner. */
const LOST_MEMORY_MS = 3 * 86_400_000;
/** How long visits of a miner without pieces are remembered. */
const VISIT_MEMORY_MS = 7 * 86_400_000;
/** Miners that are remembered; those not visited for longest go first. More than a subnet has. */
const MAX_MINERS = 1024;
/** The log is written anew when it has so many entries more than twice what they add up to. */
const SLACK_ENTRIES = 1024;

/**
 * A validator's own records of storage: which pieces it gave to whom, and what its visits found. In a log that survives a process that is
 * killed; what a call here has resolved is on the disk. A piece whose acknowledgement was not written down is left to its lease.
 */
export class Ledger {
  #logged = 0;

  private constructor(
    private readonly log: RecordLog<LedgerEntry>,
    private readonly state: LedgerState,
    private readonly head: LedgerEntry,
    private readonly now: () => number,
  ) {}

  /** Opens or begins the ledger. One of another chain, subnet or hotkey is moved aside, to `<path>.old`. */
  static async open(path: string, identity: StateIdentity, now: () => number = Date.now): Promise<Ledger> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const { genesisHash, netuid, hotkey } = identity;
    const head: LedgerEntry = { op: "of", validator: `${genesisHash} ${netuid} ${hotkey}` };
    let opened = await RecordLog.open<LedgerEntry>(path);
    const first = opened.entries.find((entry) => entry.op === "of");
    if (first !== undefined && first.validator !== head.validator) {
      await opened.log.close();
      await rename(path, `${path}.old`);
      opened = await RecordLog.open<LedgerEntry>(path);
    }
    const state = new LedgerState();
    for (const entry of opened.entries) state.apply(entry);
    const ledger = new Ledger(opened.log, state, head, now);
    ledger.#logged = opened.entries.length;
    if (ledger.#logged === 0) await ledger.#record(head);
    return ledger;
  }

  /** What is known of a miner now: pieces whose leases run, and losses that still count. */
  of(hotkey: string): MinerRecord {
    return this.state.of(hotkey);
  }

  hotkeys(): string[] {
    return this.state.hotkeys();
  }

  keep(piece: KeptPiece): Promise<void> {
    return this.#record({ op: "piece", ...piece });
  }

  drop({ hotkey, id }: KeptPiece): Promise<void> {
    return this.#record({ op: "drop", hotkey, id });
  }

  visited(visit: Visit): Promise<void> {
    return this.#record({ op: "visit", ...visit });
  }

  /** Forgets what is over: leases, losses, miners that are gone. Then writes the log anew if most of it is history. */
  async tidy(): Promise<void> {
    const nowMs = this.now();
    const over: LedgerEntry[] = [];
    for (const hotkey of this.state.hotkeys()) {
      const { pieces, visits } = this.state.of(hotkey);
      const ended = [...pieces.values()].filter((piece) => isOver(piece, nowMs));
      const isGone = ended.length === pieces.size && (visits.at(-1)?.atMs ?? 0) < nowMs - VISIT_MEMORY_MS;
      if (isGone) over.push({ op: "leave", hotkey });
      else over.push(...ended.map(({ id }) => ({ op: "drop" as const, hotkey, id })));
    }
    over.push(...this.#tooMany());
    await Promise.all(over.map((entry) => this.#record(entry)));
    await this.#compact();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  #tooMany(): LedgerEntry[] {
    const lastVisit = (hotkey: string) => this.state.of(hotkey).visits.at(-1)?.atMs ?? 0;
    const excess = this.state.hotkeys().length - MAX_MINERS;
    if (excess <= 0) return [];
    const oldest = this.state.hotkeys().sort((a, b) => lastVisit(a) - lastVisit(b));
    return oldest.slice(0, excess).map((hotkey) => ({ op: "leave", hotkey }));
  }

  async #record(entry: LedgerEntry): Promise<void> {
    await this.log.append(entry);
    this.state.apply(entry);
    this.#logged++;
  }

  async #compact(): Promise<void> {
    const entries = [this.head, ...this.state.entries()];
    if (this.#logged < 2 * entries.length + SLACK_ENTRIES) return;
    if (await this.log.replace(entries)) this.#logged = entries.length;
  }
}

const isOver = ({ expiresAtMs, lostAtMs }: KeptPiece, nowMs: number): boolean =>
  expiresAtMs <= nowMs || (lostAtMs !== undefined && lostAtMs <= nowMs - LOST_MEMORY_MS);
