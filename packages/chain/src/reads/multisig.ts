import { rao, toHex } from "@taostack/primitives";
import { multisigAddress } from "../encoding/multisig-address.js";
import type { Readers } from "./readers.js";

interface StoredMultisig {
  readonly when: { readonly height: number; readonly index: number };
  readonly deposit: bigint;
  readonly depositor: string;
  readonly approvals: readonly string[];
}

export const multisig: Readers<"multisig"> = {
  address: (_, { threshold, signatories }) => multisigAddress(threshold, signatories),
  pending: async (chain, { account }) => {
    const found = await chain.entries<[string, Uint8Array], StoredMultisig>("Multisig", "Multisigs", [account]);
    return found.map(([[, callHash], { when, deposit, depositor, approvals }]) => ({
      callHash: toHex(callHash),
      when,
      depositor,
      deposit: rao(deposit),
      approvals,
    }));
  },
};
