import { equalBytes, fromHex, toHex } from "@taostack/primitives";
import type { ForecastAnswer } from "@taostack/protocol";
import { commitmentHash, SALT_BYTES } from "./commitment.js";

/** When what may happen. Milliseconds by the validator's clock, which stamps whatever arrives. */
export interface CommitWindow {
  readonly requestId: string;
  /** Commitments arrive before this, and before anything of the outcome can be known. */
  readonly commitBeforeMs: number;
  /** The last horizon has passed: from here answers are shown. */
  readonly revealFromMs: number;
  readonly revealBeforeMs: number;
}

export type CommitStatus =
  | "committed"
  | "already_committed"
  | "late_commit"
  | "unknown_request"
  | "book_full"
  | "bad_hash";
export type RevealStatus =
  | "revealed"
  | "unknown_request"
  | "not_committed"
  | "late_commit"
  | "early_reveal"
  | "late_reveal"
  | "mismatch";

export interface CommitEntry {
  readonly hash: `0x${string}`;
  readonly receivedMs: number;
}

/** The book as plain JSON: what a validator writes to disk after each change. */
export interface CommitBookState {
  readonly version: 1;
  readonly requests: readonly (CommitWindow & { readonly commits: Readonly<Record<string, CommitEntry>> })[];
}

export interface CommitBookLimits {
  readonly maxRequests: number;
  readonly maxCommitsPerRequest: number;
}

interface OpenRequest {
  readonly window: CommitWindow;
  readonly commits: Map<string, CommitEntry>;
  readonly late: Set<string>;
}

/** Who committed to what and when. Bounded: requests beyond the limit are refused, those whose time is over go by `sweep`. */
export class CommitBook {
  readonly #requests = new Map<string, OpenRequest>();
  readonly #limits: CommitBookLimits;

  constructor(limits: Partial<CommitBookLimits> = {}, state?: CommitBookState) {
    this.#limits = { maxRequests: 4096, maxCommitsPerRequest: 1024, ...limits };
    for (const { commits, ...window } of state?.requests ?? []) {
      this.#requests.set(window.requestId, { window, commits: new Map(Object.entries(commits)), late: new Set() });
    }
  }

  /** False if the book is full, knows the request already, or its times are not in order. */
  open(window: CommitWindow): boolean {
    const ordered = window.commitBeforeMs <= window.revealFromMs && window.revealFromMs < window.revealBeforeMs;
    if (!ordered || this.#requests.has(window.requestId) || this.#requests.size >= this.#limits.maxRequests) {
      return false;
    }
    this.#requests.set(window.requestId, { window: { ...window }, commits: new Map(), late: new Set() });
    return true;
  }

  /** The first commitment counts; another one would let a miner choose afterwards. */
  commit(requestId: string, hotkey: string, hash: Uint8Array, nowMs: number): CommitStatus {
    const request = this.#requests.get(requestId);
    if (!request) return "unknown_request";
    if (hash.length !== 32) return "bad_hash";
    if (request.commits.has(hotkey)) return "already_committed";
    if (request.commits.size + request.late.size >= this.#limits.maxCommitsPerRequest) return "book_full";
    if (nowMs >= request.window.commitBeforeMs) {
      request.late.add(hotkey);
      return "late_commit";
    }
    request.commits.set(hotkey, { hash: toHex(hash), receivedMs: nowMs });
    return "committed";
  }

  reveal(
    {
      requestId,
      hotkey,
      salt,
      answer,
    }: { requestId: string; hotkey: string; salt: Uint8Array; answer: ForecastAnswer },
    nowMs: number,
  ): RevealStatus {
    const request = this.#requests.get(requestId);
    if (!request) return "unknown_request";
    const entry = request.commits.get(hotkey);
    if (!entry) return request.late.has(hotkey) ? "late_commit" : "not_committed";
    if (nowMs < request.window.revealFromMs) return "early_reveal";
    if (nowMs >= request.window.revealBeforeMs) return "late_reveal";
    if (salt.length !== SALT_BYTES) return "mismatch";
    const hash = commitmentHash({ requestId, hotkey, salt, answer });
    return equalBytes(hash, fromHex(entry.hash)) ? "revealed" : "mismatch";
  }

  /** When a miner's commitment arrived: who was first among equals. */
  committedAtMs(requestId: string, hotkey: string): number | undefined {
    return this.#requests.get(requestId)?.commits.get(hotkey)?.receivedMs;
  }

  /** Forgets requests whose reveals are over; returns their ids. */
  sweep(nowMs: number): string[] {
    const over = [...this.#requests.values()]
      .filter(({ window }) => nowMs >= window.revealBeforeMs)
      .map(({ window }) => window.requestId);
    for (const requestId of over) this.#requests.delete(requestId);
    return over;
  }

  toJSON(): CommitBookState {
    const requests = [...this.#requests.values()].map(({ window, commits }) => ({
      ...window,
      commits: Object.fromEntries(commits),
    }));
    return { version: 1, requests };
  }
}
