import type { KnownAnswerTask } from "./task.js";

/** How many words an answer may have beyond those of the full right answer: room for "The answer is", none for guesses. */
const spareWords = 4;

const normalise = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const containsRun = (text: readonly string[], run: readonly string[]): boolean =>
  text.some((_, start) => run.every((word, i) => text[start + i] === word));

/**
 * Whether `text` gives the expected answer, case and punctuation aside. Where the whole answer is what was expected (a
 * list, a sentence), the text has to be just that. Otherwise the expected words have to stand in it in a row and none of the decoys
 * may, and it may hardly be longer than the full right answer, so that naming every candidate does not pass.
 */
export function isRightAnswer(
  task: Pick<KnownAnswerTask, "expected" | "decoys" | "exact" | "answer">,
  text: string,
): boolean {
  const [given, full] = [normalise(text), normalise(task.answer)];
  if (task.exact) return given.join(" ") === normalise(task.expected).join(" ");
  const names = (candidate: string): boolean => containsRun(given, normalise(candidate));
  return given.length <= full.length + spareWords && names(task.expected) && !task.decoys.some(names);
}
