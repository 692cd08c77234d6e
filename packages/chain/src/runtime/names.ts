/** The library's spelling of a name that the chain spells in snake case or Pascal case: `add_stake`, `SubtensorModule`. */
export const libraryName = (chainName: string): string =>
  chainName.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase()).replace(/^[A-Z0-9]+/, lowerHead);

/** `SubtensorModule` → `subtensorModule`, `EVM` → `evm`, `SS58Prefix` → `ss58Prefix`. */
function lowerHead(capitals: string, _offset: number, whole: string): string {
  if (capitals.length === whole.length || capitals.length === 1) return capitals.toLowerCase();
  return capitals.slice(0, -1).toLowerCase() + capitals.slice(-1);
}

const utf8 = new TextDecoder();

/** Names and symbols come as one compact number for each UTF-8 byte. */
export const textOf = (bytes: readonly number[] | Uint8Array): string => utf8.decode(Uint8Array.from(bytes));
