import { encodeAddress } from "@taostack/primitives";

const ACCOUNT_BYTES = 32;
const WORDS = ACCOUNT_BYTES / 4;

interface Known {
  readonly words: Int32Array;
  readonly addresses: readonly string[];
}

/**
 * A column of accounts that is written out as addresses when somebody looks at it, as that costs more than all the rest of a
 * metagraph. Most accounts are the same from one read to the next: those are taken from the earlier column.
 */
export class AddressColumn {
  readonly #accounts: Uint8Array;
  /** Of the earlier column only what is written out: were it the column itself, each read would keep all reads before it. */
  #before: Known | undefined;
  #known: Known | undefined;

  constructor(accounts: Uint8Array, before?: AddressColumn) {
    this.#accounts = accounts;
    this.#before = before === undefined ? undefined : before.#known;
  }

  get addresses(): readonly string[] {
    this.#known ??= this.#writeOut();
    this.#before = undefined;
    return this.#known.addresses;
  }

  #writeOut(): Known {
    const words = new Int32Array(this.#accounts.slice().buffer);
    const before = this.#before;
    const addresses = Array.from({ length: words.length / WORDS }, (_, index) => {
      if (before && isSame(words, before.words, index * WORDS)) return before.addresses[index]!;
      return encodeAddress(this.#accounts.subarray(index * ACCOUNT_BYTES, (index + 1) * ACCOUNT_BYTES));
    });
    return { words, addresses };
  }
}

function isSame(words: Int32Array, before: Int32Array, start: number): boolean {
  if (start + WORDS > before.length) return false;
  for (let word = start; word < start + WORDS; word++) if (words[word] !== before[word]) return false;
  return true;
}

type AccountColumn = "hotkeys" | "coldkeys";

/** The columns behind the properties of metagraphs. */
const columnsOf = new WeakMap<object, Partial<Record<AccountColumn, AddressColumn>>>();

/** Gives a metagraph the property of that name, which is written out at the first look. */
export function defineAddresses(metagraph: object, name: AccountColumn, accounts: Uint8Array, before?: object): void {
  const column = new AddressColumn(accounts, before && columnsOf.get(before)?.[name]);
  columnsOf.set(metagraph, { ...columnsOf.get(metagraph), [name]: column });
  Object.defineProperty(metagraph, name, { enumerable: true, get: () => column.addresses });
}
