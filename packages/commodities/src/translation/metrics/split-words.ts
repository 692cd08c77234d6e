/** What Python's `str.split()` takes for white space; JavaScript's `\s` differs by a few characters. */
const whiteSpace = "\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const gaps = new RegExp(`[${whiteSpace}]+`, "u");
const lastGap = new RegExp(`[${whiteSpace}]+$`, "u");

export const splitWords = (text: string): string[] => text.split(gaps).filter((word) => word !== "");

export const trimmedEnd = (text: string): string => text.replace(lastGap, "");
