import { explanationsOf } from "./explanation.js";

/** Errors of subnets' and the chain's settings. */
export const settings = explanationsOf([
  ["SubnetDoesNotExist", "there is no such subnet.", "List the subnets to see which exist."],
  ["MaxAllowedUidsLessThanMinAllowedUids", "the most neurons would be below the least.", "Choose more."],
  ["MaxAllowedUIdsLessThanCurrentUIds", "the subnet has more neurons than that.", "Choose more, or trim it first."],
  ["MaxAllowedUidsGreaterThanDefaultMaxAllowedUids", "that is more neurons than the chain allows.", "Choose fewer."],
  ["MaxValidatorsLargerThanMaxUIds", "there would be more validators than neurons.", "Choose fewer."],
  ["MinAllowedUidsGreaterThanMaxAllowedUids", "the least neurons would be above the most.", "Choose fewer."],
  ["MinAllowedUidsGreaterThanCurrentUids", "the subnet has fewer neurons than that.", "Choose fewer."],
  ["TooManyUIDsPerMechanism", "mechanisms times neurons would be too many.", "Use fewer mechanisms, or fewer neurons."],
  [
    "TrimmingWouldExceedMaxImmunePercentage",
    "too many of the neurons that would stay are immune.",
    "Keep more neurons, or wait until fewer are immune.",
  ],
  ["UidMapCouldNotBeCleared", "the neurons could not be removed.", "Try again in the next block."],
  ["ActivityCutoffTooLow", "the activity cutoff is below what the chain allows.", "Choose more blocks."],
  [
    "ActivityCutoffFactorMilliOutOfBounds",
    "the activity cutoff is outside what the chain allows.",
    "Choose a factor within its limits.",
  ],
  ["TempoOutOfBounds", "the tempo is outside what the chain allows.", "Choose a tempo within its limits."],
  ["POWRegistrationDisabled", "registering by work is switched off for good.", "Registering is paid for."],
  ["ValueNotInBounds", "the value is outside what the chain allows.", "Choose a value within its limits."],
  ["BondsMovingAverageMaxReached", "that is more than an owner may set.", "Choose less, or ask root."],
  ["LiquidAlphaDisabled", "liquid alpha is off on the subnet.", "Switch `liquid_alpha_enabled` on first."],
  ["AlphaHighTooLow", "the higher alpha is too low.", "Choose a higher one."],
  ["AlphaLowOutOfRange", "the lower alpha is out of range.", "Choose one below the higher alpha, and above the least."],
  ["RevealPeriodTooLarge", "the reveal period is too long.", "Choose at most 100 epochs."],
  ["RevealPeriodTooSmall", "the reveal period is too short.", "Choose at least one epoch."],
  ["NegativeSigmoidSteepness", "only root may make the steepness negative.", "Choose a positive one."],
  ["NotPermittedOnRootSubnet", "the root network has no such setting.", "Name another subnet."],
  ["InvalidValue", "the value is outside what the chain allows.", "Choose a value within its limits."],
  ["Deprecated", "the chain has switched this off for good.", "Use what has taken its place."],
  ["CallDisabled", "this chain has the call but does not make it.", "Use another chain for it."],
  [
    "TxRateLimitExceeded",
    "this was changed too recently.",
    "Wait until the chain's limit between two changes has passed.",
  ],
]);
