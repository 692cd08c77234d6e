/** Words in small letters, without figures and punctuation. */
export const lettersOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** Runs of three letters; the edges of words count as letters. */
export function trigramsOf(text: string): string[] {
  return lettersOf(text).flatMap((word) => {
    const letters = ["_", ...word, "_"];
    return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(""));
  });
}
