/** Names that the program's own options take already. */
const renamed: Readonly<Record<string, string>> = { version: "softwareVersion" };

/** The key under which the parser keeps the option of an argument: `fromHotkey`. */
export const optionKey = (argument: string): string => renamed[argument] ?? argument;

/** `from-hotkey`. */
export const wordOf = (argument: string): string =>
  optionKey(argument).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `--from-hotkey`. */
export const flagOf = (argument: string): string => `--${wordOf(argument)}`;

/** Arguments that are the program's option `--hotkey`: a name in the wallet, or an address. */
export const isHotkeyOption = (argument: string, positional: readonly string[]): boolean =>
  argument === "hotkey" && !positional.includes(argument);
