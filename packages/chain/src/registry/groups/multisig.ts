import { group, preparedWrite, read, write } from "../operation.js";
import { sortedAccounts } from "../sorted-accounts.js";
import { account, call, hash, index, list, required, struct, tao, u16, u32 } from "../types/build.js";

const timepoint = struct({
  height: required(u32, "block of the first approval"),
  index: required(index, "of its transaction in the block"),
});
const operation = {
  callHash: required(hash, "blake2-256 of the call"),
  when: required(timepoint, "the first approval"),
  depositor: required(account, "who made the first approval"),
  deposit: required(tao, "that it has in reserve"),
  approvals: required(list(account), "so far"),
};
const members = {
  threshold: required(u16, "approvals that a call needs, from 2"),
  others: required(list(account, 100), "the signatories but the signer"),
};

export const multisig = group("Accounts that several keys hold together.", {
  address: read({
    summary: "The account of some signatories and a threshold.",
    arguments: {
      threshold: required(u16, "approvals that a call needs"),
      signatories: required(list(account, 100), "all of them, in any order"),
    },
    result: account,
    uses: {},
  }),
  pending: read({
    summary: "The calls of a multisig account that wait for approvals.",
    arguments: { account: required(account, "of the multisig") },
    result: list(struct(operation)),
    uses: { storage: ["Multisig.Multisigs"] },
  }),
  approve: preparedWrite({
    summary: "Proposes a call of a multisig account or approves it, and makes it with the last approval that it needs.",
    signedBy: "any",
    spends: "lock",
    arguments: { ...members, call: required(call, "what to do") },
    calls: ["Multisig.as_multi"],
    uses: { storage: ["Multisig.Multisigs"], apis: ["TransactionPaymentCallApi.query_call_info"] },
  }),
  approveHash: preparedWrite({
    summary: "Proposes or approves a call of a multisig account by its hash, without making it.",
    signedBy: "any",
    spends: "lock",
    arguments: { ...members, callHash: required(hash, "blake2-256 of the call") },
    calls: ["Multisig.approve_as_multi"],
    uses: { storage: ["Multisig.Multisigs"] },
  }),
  cancel: preparedWrite({
    summary: "Takes back a call that the signer has proposed for a multisig account, and the deposit.",
    signedBy: "any",
    spends: "fee",
    arguments: { ...members, callHash: required(hash, "blake2-256 of the call") },
    calls: ["Multisig.cancel_as_multi"],
    uses: { storage: ["Multisig.Multisigs"] },
  }),
  callAlone: write({
    summary: "Makes a call of a multisig account for which one approval is enough.",
    signedBy: "any",
    spends: "any",
    arguments: { others: members.others, call: required(call, "what to do") },
    calls: ["Multisig.as_multi_threshold_1"],
    build: ({ others, call }) => ({
      call: "Multisig.as_multi_threshold_1",
      args: { other_signatories: sortedAccounts(others), call },
    }),
  }),
  pokeDeposit: write({
    summary: "Lets the chain count a proposal's deposit anew, after it has changed what it asks for.",
    signedBy: "any",
    spends: "lock",
    arguments: { ...members, callHash: required(hash, "blake2-256 of the call") },
    calls: ["Multisig.poke_deposit"],
    build: ({ threshold, others, callHash }) => ({
      call: "Multisig.poke_deposit",
      args: { threshold, other_signatories: sortedAccounts(others), call_hash: callHash },
    }),
  }),
});
