export interface Translation {
  readonly text: string;
  readonly sourceTokens: number;
  readonly targetTokens: number;
}

/** A translation may have twice the tokens of its prompt, and some more; what goes on is not one. */
export const longestAnswer = (promptTokens: number): number => 2 * promptTokens + 16;

/** A mark of a language in someone's text must not ask for that language. */
export const withoutMarks = (text: string): string => text.replace(/>>(?=[a-z]{2}<<)/g, "> >");

/** The gaps between sentences stand at the odd places. */
const sentencesOf = (text: string): string[] => text.trim().split(/(?<=[.!?])(\s+)(?=\S)/u);

/** The most tokens of any sentence of the text. */
export const longestSentence = (text: string, tokensOf: (sentence: string) => number): number =>
  Math.max(...sentencesOf(text).map((part, index) => (index % 2 === 1 ? 0 : tokensOf(part))));

/** Translates sentence by sentence, which is what small models were taught; the gaps stay as they are. */
export async function translateBySentence(
  text: string,
  translate: (sentence: string) => Promise<Translation>,
): Promise<Translation> {
  const all: Translation[] = [];
  for (const [index, part] of sentencesOf(text).entries()) {
    const isGap = index % 2 === 1;
    all.push(isGap ? { text: part, sourceTokens: 0, targetTokens: 0 } : await translate(part));
  }
  return {
    text: all.map((part) => part.text).join(""),
    sourceTokens: all.reduce((sum, part) => sum + part.sourceTokens, 0),
    targetTokens: all.reduce((sum, part) => sum + part.targetTokens, 0),
  };
}
