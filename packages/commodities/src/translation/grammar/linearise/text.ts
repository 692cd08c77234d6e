/** Joins what is there with spaces. */
export const say = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(" ");

/** A capital first letter, wherever the first letter stands. */
export const capitalised = (text: string): string => text.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase("en"));
