import type { Readers } from "./readers.js";

export const shield: Readers<"shield"> = {
  keys: async (chain) => {
    const of = (item: string) => chain.query<Uint8Array | undefined>("MevShield", item);
    const [next, pending, current, nextExpiresAt] = await Promise.all([
      of("NextKey"),
      of("PendingKey"),
      of("CurrentKey"),
      chain.query<number | undefined>("MevShield", "NextKeyExpiresAt"),
    ]);
    return { next, pending, current, nextExpiresAt };
  },
};
