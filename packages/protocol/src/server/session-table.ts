import { randomBytes } from "node:crypto";
import type { SessionKeys } from "../session/keys.js";
import { ReplayWindow } from "../session/replay-window.js";
import { SESSION_ID_BYTES } from "../wire/call-header.js";

/** The server's end of a session. */
export interface ServerSession {
  /** ss58 of the hotkey that opened it. */
  readonly hotkey: string;
  readonly keys: SessionKeys;
  readonly expiresAtMs: number;
  readonly window: ReplayWindow;
}

export interface SessionTableOptions {
  readonly maxSessions: number;
  readonly maxSessionsPerPeer: number;
  readonly now: () => number;
}

/** The sessions that a server keeps: a bounded number in all and of each hotkey. To make room, the least recently used goes. */
export class SessionTable {
  readonly #options: SessionTableOptions;
  /** From the least to the most recently used. */
  readonly #sessions = new Map<string, ServerSession>();

  constructor(options: SessionTableOptions) {
    this.#options = options;
  }

  static createId(): Buffer {
    return randomBytes(SESSION_ID_BYTES);
  }

  get size(): number {
    return this.#sessions.size;
  }

  open(id: Uint8Array, session: Omit<ServerSession, "window">): void {
    this.#makeRoom(session.hotkey);
    this.#sessions.set(keyOf(id), { ...session, window: new ReplayWindow() });
  }

  /** The session, unless it has expired or was never opened here. */
  find(id: Uint8Array): ServerSession | undefined {
    const key = keyOf(id);
    const session = this.#sessions.get(key);
    if (session === undefined) return undefined;
    this.#sessions.delete(key);
    if (session.expiresAtMs <= this.#options.now()) return undefined;
    this.#sessions.set(key, session);
    return session;
  }

  clear(): void {
    this.#sessions.clear();
  }

  #makeRoom(hotkey: string): void {
    const now = this.#options.now();
    const own: string[] = [];
    for (const [key, session] of this.#sessions) {
      if (session.expiresAtMs <= now) this.#sessions.delete(key);
      else if (session.hotkey === hotkey) own.push(key);
    }
    if (own.length >= this.#options.maxSessionsPerPeer) this.#sessions.delete(own[0]!);
    if (this.#sessions.size >= this.#options.maxSessions) {
      for (const key of this.#sessions.keys()) return void this.#sessions.delete(key);
    }
  }
}

const keyOf = (id: Uint8Array): string => Buffer.from(id).toString("latin1");
