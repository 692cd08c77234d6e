import { defineErrors } from "../../frame/index.js";
import { pallet } from "./pallet.js";

export const errors = defineErrors(pallet, {
  InvalidSpecName: [0, "The new runtime has another specification name than this one."],
  SpecVersionNeedsToIncrease: [1, "The new runtime's specification version is not higher than this one's."],
  FailedToExtractRuntimeVersion: [2, "The version of the new runtime could not be read."],
  NonDefaultComposite: [3, "The account still holds data that its removal would lose."],
  NonZeroRefCount: [4, "Something still refers to the account."],
  CallFiltered: [5, "The origin's filter does not let the call pass."],
  MultiBlockMigrationsOngoing: [6, "A migration over several blocks is under way."],
  NothingAuthorized: [7, "No upgrade was authorised."],
  Unauthorized: [8, "The submitted code is not the authorised one."],
});
