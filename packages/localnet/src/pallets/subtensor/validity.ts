import { DispatchFailure, refuse } from "../../frame/index.js";
import { errors } from "./errors.js";

const BAD_REQUEST = 255;

/** The numbers by which the pool refuses what would end with these errors. */
const CODES: ReadonlyMap<number, number> = new Map([
  [errors.ColdkeySwapAnnounced.index, 0],
  [errors.AmountTooLow.index, 1],
  [errors.NotEnoughStakeToSetWeights.index, 1],
  [errors.NotEnoughBalanceToStake.index, 2],
  [errors.SubnetNotExists.index, 3],
  [errors.HotKeyAccountNotExists.index, 4],
  [errors.NotEnoughStakeToWithdraw.index, 5],
  [errors.CommittingWeightsTooFast.index, 6],
  [errors.SettingWeightsTooFast.index, 6],
  [errors.NetworkTxRateLimitExceeded.index, 6],
  [errors.InsufficientLiquidity.index, 7],
  [errors.SlippageTooHigh.index, 8],
  [errors.TransferDisallowed.index, 9],
  [errors.HotKeyNotRegisteredInNetwork.index, 10],
  [errors.InvalidIpAddress.index, 11],
  [errors.ServingRateLimitExceeded.index, 12],
  [errors.InvalidPort.index, 13],
  [errors.InvalidRevealRound.index, 15],
  [errors.NoWeightsCommitFound.index, 16],
  [errors.RevealTooEarly.index, 17],
  [errors.InputLengthsUnequal.index, 18],
  [errors.HotKeyNotRegisteredInSubNet.index, 19],
  [errors.EvmKeyAssociateRateLimitExceeded.index, 20],
  [errors.ColdkeySwapDisputed.index, 21],
  [errors.NonAssociatedColdKey.index, 25],
  [errors.DelegateTakeTooLow.index, 26],
  [errors.DelegateTakeTooHigh.index, 27],
]);

/** Runs a call's checks before the pool takes it: an error of the pallet becomes a refusal, so that no one pays for it. */
export function refuseUnless(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof DispatchFailure) || error.error.type !== "Module") throw error;
    refuse(CODES.get(error.error.value.error[0] ?? -1) ?? BAD_REQUEST);
  }
}
