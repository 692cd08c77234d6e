import { defineErrors } from "../../frame/index.js";
import { pallet } from "./pallet.js";

export const errors = defineErrors(pallet, {
  SubnetDoesNotExist: [0, "There is no such subnet."],
  MaxValidatorsLargerThanMaxUIds: [1, "There would be more validators than uids."],
  MaxAllowedUIdsLessThanCurrentUIds: [2, "The subnet has more neurons than the new maximum."],
  BondsMovingAverageMaxReached: [3, "The moving average of bonds is above what an owner may set."],
  NegativeSigmoidSteepness: [4, "Only root may set a negative steepness."],
  ValueNotInBounds: [5, "The value is out of bounds."],
  MinAllowedUidsGreaterThanCurrentUids: [6, "The minimum of uids is not below the number of neurons."],
  MinAllowedUidsGreaterThanMaxAllowedUids: [7, "The minimum of uids is not below their maximum."],
  MaxAllowedUidsLessThanMinAllowedUids: [8, "The maximum of uids is below their minimum."],
  MaxAllowedUidsGreaterThanDefaultMaxAllowedUids: [9, "The maximum of uids is above what the chain allows."],
  InvalidValue: [10, "The value is out of range."],
  NotPermittedOnRootSubnet: [11, "The root network does not have this parameter."],
  POWRegistrationDisabled: [12, "Registration by proof of work no longer exists."],
  Deprecated: [13, "The call is no longer in use."],
});
