import type { TransferListItem } from "node:worker_threads";

type Transfer = readonly TransferListItem[];

export type Post<T> = (message: T, transfer?: Transfer) => void;

export interface OutboxPort<T> {
  send(messages: readonly T[], transfer: Transfer): void;
  /** What cannot be sent, such as a buffer that has gone already. */
  onRefused(message: T, error: unknown): void;
}

/** A tick costs about as much as the message that it sends. */
const soon = Promise.resolve();

/**
 * Gathers what is posted within one turn and sends it as one message: waking the other thread costs more than most of what is
 * said, and a batch of items has as many answers.
 */
export function createOutbox<T>({ send, onRefused }: OutboxPort<T>): Post<T> {
  let waiting: { readonly message: T; readonly transfer: Transfer }[] = [];

  const trySend = (letters: typeof waiting) => {
    const messages = letters.map(({ message }) => message);
    const transfer = letters.length === 1 ? letters[0]!.transfer : letters.flatMap((letter) => letter.transfer);
    try {
      send(messages, transfer);
    } catch (error) {
      if (messages.length === 1) onRefused(messages[0]!, error);
      else for (const letter of letters) trySend([letter]);
    }
  };

  const flush = () => {
    const letters = waiting;
    waiting = [];
    trySend(letters);
  };

  return (message, transfer = []) => {
    if (waiting.push({ message, transfer }) === 1) void soon.then(flush);
  };
}
