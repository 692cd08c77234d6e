import { blake2b256, toHex } from "@taostack/primitives";
import { multisigAddress } from "../encoding/multisig-address.js";
import { sortedAccounts } from "../registry/sorted-accounts.js";
import type { CallContext } from "./call-context.js";
import type { Preparers } from "./preparers.js";

interface Pending {
  readonly when: { readonly height: number; readonly index: number };
}

interface CallInfo {
  readonly weight: { readonly refTime: bigint; readonly proofSize: bigint };
}

interface Members {
  readonly threshold: number;
  readonly others: readonly string[];
}

const NO_WEIGHT = { refTime: 0, proofSize: 0 };

export const multisig: Preparers<"multisig"> = {
  approve: async ({ call, ...members }, context) => {
    const account = accountOf(members, context);
    const encoded = await context.encode(call, account);
    const [pending, info] = await Promise.all([
      pendingOf(context, account, toHex(blake2b256(encoded))),
      infoOf(context, encoded),
    ]);
    return {
      call: "Multisig.as_multi",
      args: { ...membersOf(members), maybe_timepoint: pending?.when, call: encoded, max_weight: info.weight },
    };
  },
  approveHash: async ({ callHash, ...members }, context) => {
    const pending = await pendingOf(context, accountOf(members, context), callHash);
    const args = { maybe_timepoint: pending?.when, call_hash: callHash, max_weight: NO_WEIGHT };
    return { call: "Multisig.approve_as_multi", args: { ...membersOf(members), ...args } };
  },
  cancel: async ({ callHash, ...members }, context) => {
    const pending = await pendingOf(context, accountOf(members, context), callHash);
    // The chain says that there is no such proposal, whatever the timepoint.
    const timepoint = pending?.when ?? { height: 0, index: 0 };
    return { call: "Multisig.cancel_as_multi", args: { ...membersOf(members), timepoint, call_hash: callHash } };
  },
};

const membersOf = ({ threshold, others }: Members) => ({ threshold, other_signatories: sortedAccounts(others) });

const accountOf = ({ threshold, others }: Members, { address }: CallContext): string =>
  multisigAddress(threshold, [address, ...others]);

const pendingOf = ({ chain }: CallContext, account: string, callHash: string): Promise<Pending | undefined> =>
  chain.query("Multisig", "Multisigs", [account, callHash]);

/** The call's weight, which the last approval pays for. */
const infoOf = ({ chain }: CallContext, call: Uint8Array): Promise<CallInfo> =>
  chain.runtimeCall("TransactionPaymentCallApi", "query_call_info", [toHex(call), call.length]);
