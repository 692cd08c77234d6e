import { textOf } from "../runtime/names.js";
import type { Readers } from "./readers.js";

interface StoredIdentity {
  readonly name: Uint8Array;
  readonly url: Uint8Array;
  readonly githubRepo: Uint8Array;
  readonly image: Uint8Array;
  readonly discord: Uint8Array;
  readonly description: Uint8Array;
  readonly additional: Uint8Array;
}

const ITEM = ["SubtensorModule", "IdentitiesV2"] as const;

export const identities: Readers<"identities"> = {
  get: async (chain, { coldkey }) => {
    const stored = await chain.query<StoredIdentity | undefined>(...ITEM, [coldkey]);
    return stored && identityOf(stored);
  },
  list: async (chain) =>
    (await chain.entries<[string], StoredIdentity>(...ITEM)).map(([[coldkey], stored]) => ({
      coldkey,
      identity: identityOf(stored),
    })),
};

const identityOf = (stored: StoredIdentity) => ({
  name: textOf(stored.name),
  url: textOf(stored.url),
  githubRepo: textOf(stored.githubRepo),
  image: textOf(stored.image),
  discord: textOf(stored.discord),
  description: textOf(stored.description),
  additional: textOf(stored.additional),
});
