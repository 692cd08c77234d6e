import { group, read, write } from "../operation.js";
import { account, call, maybe, required } from "../types/build.js";

export const sudo = group("The chain's sudo key, which may do anything.", {
  key: read({
    summary: "The account whose key it is.",
    arguments: {},
    result: maybe(account),
    uses: { storage: ["Sudo.Key"] },
  }),
  call: write({
    summary: "Makes a call as root.",
    signedBy: "root",
    spends: "any",
    arguments: { call: required(call, "what to do") },
    calls: ["Sudo.sudo"],
    build: ({ call }) => ({ call: "Sudo.sudo", args: { call } }),
  }),
  callAs: write({
    summary: "Makes a call as another account.",
    signedBy: "root",
    spends: "any",
    arguments: { account: required(account, "that seems to sign"), call: required(call, "what to do") },
    calls: ["Sudo.sudo_as"],
    build: ({ account, call }) => ({ call: "Sudo.sudo_as", args: { who: account, call } }),
  }),
});
