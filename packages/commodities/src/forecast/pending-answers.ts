import { type ForecastAnswer, protocolError } from "@taostack/protocol";

interface PendingAnswer {
  readonly peer: string;
  readonly salt: Uint8Array;
  readonly answer: ForecastAnswer;
}

/** What a miner committed to and has not shown yet, each for the peer that asked. The oldest of a peer makes room for its newest. */
export class PendingAnswers {
  readonly #answers = new Map<string, PendingAnswer>();
  readonly #limits: { readonly maxPending: number; readonly maxPendingPerPeer: number };

  constructor(limits: { readonly maxPending: number; readonly maxPendingPerPeer: number }) {
    this.#limits = limits;
  }

  has(peer: string, requestId: string): boolean {
    return this.#answers.has(keyOf(peer, requestId));
  }

  /** @throws `protocol/resource_exhausted` if other peers fill the store. */
  add(requestId: string, pending: PendingAnswer): void {
    const own = [...this.#answers].filter(([, { peer }]) => peer === pending.peer);
    if (own.length >= this.#limits.maxPendingPerPeer) this.#answers.delete(own[0]![0]);
    if (this.#answers.size >= this.#limits.maxPending) {
      throw protocolError("protocol/resource_exhausted", "The miner keeps as many unrevealed forecasts as it can.", {
        remedy: "Reveal earlier ones first.",
      });
    }
    this.#answers.set(keyOf(pending.peer, requestId), pending);
  }

  /** Stays until newer ones push it out: a reveal that got lost may be asked for again. */
  get(peer: string, requestId: string): PendingAnswer | undefined {
    return this.#answers.get(keyOf(peer, requestId));
  }
}

const keyOf = (peer: string, requestId: string): string => `${peer}/${requestId}`;
