import { defineErrors, defineEvents } from "../../frame/index.js";
import { dispatchError, u32, variant } from "../../scale/index.js";
import { dispatchResult } from "../dispatch-result.js";

export const pallet = {
  name: "Utility",
  index: 11,
  path: "pallet_subtensor_utility::pallet",
} as const;

export const events = defineEvents(
  { ...pallet, generics: [] },
  {
    BatchInterrupted: variant(0, { index: u32, error: dispatchError }, ["A batch stopped at the call of this index."]),
    BatchCompleted: variant(1, undefined, ["All calls of a batch succeeded."]),
    BatchCompletedWithErrors: variant(2, undefined, ["A batch ran to its end; some calls failed."]),
    ItemCompleted: variant(3, undefined, ["A call of a batch succeeded."]),
    ItemFailed: variant(4, { error: dispatchError }, ["A call of a batch failed."]),
    DispatchedAs: variant(5, { result: dispatchResult }, ["A call was dispatched with a chosen origin."]),
    IfElseMainSuccess: variant(6, undefined, ["The main call succeeded."]),
    IfElseFallbackCalled: variant(7, { main_error: dispatchError }, ["The main call failed; the fallback ran."]),
  },
);

export const errors = defineErrors(pallet, {
  TooManyCalls: [0, "The batch has too many calls."],
  InvalidDerivedAccount: [1, "The account could not be derived."],
});
