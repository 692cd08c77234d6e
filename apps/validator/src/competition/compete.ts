import type { AnswerChunk, TextRequest } from "@taostack/protocol";
import type { MinerLink } from "../miners/link.js";
import { Race, type RaceModules, type RaceOptions } from "./race.js";

export type CompeteOptions = RaceOptions;
export type CompeteModules = RaceModules;

/**
 * Asks every miner at once and streams the winner's answer. The winner is elected on the openings; if it breaks off, stalls or sends
 * what does not fit, another miner goes on from the tokens already sent, so that the reader sees one answer. The last chunk tells
 * who took part.
 * @throws `validator/no_answer` when no miner is left that could finish the answer; the signal's reason once aborted.
 */
export async function* compete(
  request: TextRequest,
  miners: readonly MinerLink[],
  modules: CompeteModules,
  options: CompeteOptions,
  signal: AbortSignal,
): AsyncGenerator<AnswerChunk, void> {
  signal.throwIfAborted();
  const race = new Race({ request, miners, modules, options, signal });
  const cancel = () => race.cancelAll();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    yield* race.stream();
    yield await race.conclude();
  } finally {
    signal.removeEventListener("abort", cancel);
    race.cancelAll();
  }
}
