import { group, utf8, write } from "../operation.js";
import { call, list, oneOf, required, text, u16, withDefault } from "../types/build.js";

const modes = { all: "Utility.batch_all", first: "Utility.batch", each: "Utility.force_batch" } as const;

export const utility = group("Calls made of other calls.", {
  batch: write({
    summary: "Makes several calls in one transaction.",
    signedBy: "any",
    spends: "any",
    arguments: {
      calls: required(list(call, 1_000), "in this order"),
      mode: withDefault(
        oneOf("all", "first", "each"),
        "all",
        "all or none of them; those up to the first that fails; or each that does not fail",
      ),
    },
    calls: Object.values(modes),
    build: ({ calls, mode }) => ({ call: modes[mode], args: { calls } }),
  }),
  ifElse: write({
    summary: "Makes a call, and another one if the first fails.",
    signedBy: "any",
    spends: "any",
    arguments: { main: required(call, "what to do"), fallback: required(call, "what to do if that fails") },
    calls: ["Utility.if_else"],
    build: ({ main, fallback }) => ({ call: "Utility.if_else", args: { main, fallback } }),
  }),
  asDerivative: write({
    summary: "Makes a call as one of the accounts that the chain derives from the signer's.",
    signedBy: "any",
    spends: "any",
    arguments: { index: required(u16, "of the derived account"), call: required(call, "what to do") },
    calls: ["Utility.as_derivative"],
    build: ({ index, call }) => ({ call: "Utility.as_derivative", args: { index, call } }),
  }),
  remark: write({
    summary: "Puts a text into a block, with an event that tells its hash.",
    signedBy: "any",
    spends: "fee",
    arguments: { text: required(text, "for everyone to read") },
    calls: ["System.remark_with_event"],
    build: ({ text }) => ({ call: "System.remark_with_event", args: { remark: utf8(text) } }),
  }),
});
