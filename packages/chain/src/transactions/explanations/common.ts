import type { Explanation } from "./explanation.js";

/**
 * What the chain's most common errors mean and what to do about them, by the chain's names.
 */
export const common: Readonly<Record<string, Explanation>> = {
  AdminActionProhibitedDuringWeightsWindow: {
    why: "the subnet's settings are frozen in the last blocks before an epoch.",
    remedy: "Try again after the next epoch.",
  },
  AmountTooLow: { why: "the amount is below the minimum.", remedy: "Stake or unstake more at once." },
  BadOrigin: {
    why: "the signer may not make this call.",
    remedy: "Sign with the key that the call asks for: the subnet's owner, or the sudo key.",
  },
  BalanceWithdrawalError: { why: "the account's balance could not be withdrawn.", remedy: "Leave enough for the fee." },
  CannotAffordLockCost: {
    why: "the coldkey cannot pay what creating a subnet costs now.",
    remedy: "Add funds, or wait: the cost falls with time.",
  },
  CommitRevealEnabled: {
    why: "this subnet takes weights only as a commit that is revealed later.",
    remedy: "Commit and reveal, or switch `commit_reveal_weights_enabled` off if the subnet is yours.",
  },
  CommitRevealDisabled: { why: "this subnet takes weights directly.", remedy: "Set the weights without a commit." },
  CommittingWeightsTooFast: {
    why: "the last commit of this hotkey is too recent.",
    remedy: "Wait `weights_rate_limit` blocks between two, or lower it if the subnet is yours.",
  },
  ExpiredWeightCommit: {
    why: "the time to reveal this commit is over.",
    remedy: "Commit again, and reveal in the epoch that the subnet's reveal period names.",
  },
  ExistentialDeposit: { why: "the account would be left with less than the minimum.", remedy: "Send a little more." },
  FundsUnavailable: { why: "the account does not have that much free.", remedy: "Add funds, or use a smaller amount." },
  HotKeyAccountNotExists: {
    why: "this hotkey is not known to the chain.",
    remedy: "Register it on a subnet first, or check its address.",
  },
  HotKeyAlreadyRegisteredInSubNet: {
    why: "this hotkey is registered on the subnet already.",
    remedy: "Use it as it is, or register another hotkey.",
  },
  HotKeyNotRegisteredInNetwork: {
    why: "this hotkey is not registered on any subnet.",
    remedy: "Register it first.",
  },
  HotKeyNotRegisteredInSubNet: {
    why: "this hotkey is not registered on the subnet.",
    remedy: "Register it first; if it was, it may have been replaced by a better one.",
  },
  IncorrectCommitRevealVersion: {
    why: "the chain expects another version of timelocked commits.",
    remedy: "Update this software.",
  },
  IncorrectWeightVersionKey: {
    why: "the subnet asks for a newer version of its validators.",
    remedy: "Update the validator, or set `versionKey` to the subnet's `weights_version`.",
  },
  InsufficientBalance: {
    why: "the account's balance does not cover it.",
    remedy: "Add funds, or use a smaller amount.",
  },
  InsufficientLiquidity: {
    why: "the subnet's pool is too small for this trade.",
    remedy: "Trade less at once.",
  },
  InvalidIpAddress: {
    why: "the chain refuses this address, as it does 127.0.0.1 and ::1.",
    remedy: "Announce an address that others can reach; on one machine, 127.0.0.2 or a LAN address.",
  },
  InvalidPort: { why: "a port cannot be 0.", remedy: "Announce the port that the server listens on." },
  InvalidRevealCommitHashNotMatch: {
    why: "what is revealed is not what was committed.",
    remedy: "Reveal the same uids, weights, salt and version key that the commit was made from.",
  },
  MaxWeightExceeded: { why: "one weight is larger than the subnet allows.", remedy: "Spread the weights more evenly." },
  NetworkTxRateLimitExceeded: {
    why: "a subnet was created too recently.",
    remedy: "Wait until the chain's limit between two new subnets has passed.",
  },
  NeuronNoValidatorPermit: {
    why: "this hotkey has no validator permit on the subnet.",
    remedy: "Add stake and wait for the next epoch: the permits go to the neurons with the most stake.",
  },
  NonAssociatedColdKey: {
    why: "the hotkey belongs to another coldkey.",
    remedy: "Sign with the coldkey that registered the hotkey.",
  },
  NotEnoughBalanceToStake: { why: "the coldkey does not have that much free.", remedy: "Stake less, or add funds." },
  NotEnoughStakeToSetWeights: {
    why: "the hotkey has less stake on the subnet than setting weights asks for.",
    remedy: "Add stake to the hotkey.",
  },
  NotEnoughStakeToWithdraw: {
    why: "the coldkey has less stake on this hotkey and subnet than that.",
    remedy: "Check the position, and unstake no more than it holds.",
  },
  NotSubnetOwner: {
    why: "the signer does not own this subnet.",
    remedy: "Sign with the coldkey that created the subnet.",
  },
  NoWeightsCommitFound: { why: "there is no open commit of this hotkey.", remedy: "Commit before revealing." },
  RequireSudo: {
    why: "the signer is not the chain's sudo key.",
    remedy: "Sign with the sudo key; on a local chain, //Alice.",
  },
  RevealTooEarly: {
    why: "it is too early to reveal this commit.",
    remedy: "Wait for the epoch that the subnet's reveal period names.",
  },
  ServingRateLimitExceeded: {
    why: "this hotkey announced an endpoint too recently.",
    remedy: "Wait `serving_rate_limit` blocks between two announcements.",
  },
  SettingWeightsTooFast: {
    why: "the last weights of this hotkey are too recent.",
    remedy: "Wait `weights_rate_limit` blocks between two, or lower it if the subnet is yours.",
  },
  SlippageTooHigh: {
    why: "the price would move beyond the limit.",
    remedy: "Trade less at once, allow a partial fill, or raise the limit.",
  },
  StakingRateLimitExceeded: { why: "too many stake changes in one block.", remedy: "Try again in the next block." },
  SubNetRegistrationDisabled: {
    why: "the subnet takes no registrations at the moment.",
    remedy: "Ask its owner, or choose another subnet.",
  },
  SubnetLimitReached: {
    why: "the chain has as many subnets as it allows, and none may be replaced yet.",
    remedy: "Wait until the oldest of them is no longer immune.",
  },
  SubnetNotExists: { why: "there is no such subnet.", remedy: "List the subnets to see which exist." },
  MechanismDoesNotExist: {
    why: "there is no such subnet or mechanism.",
    remedy: "List the subnets to see which exist.",
  },
  SubtokenDisabled: {
    why: "the subnet has not been started.",
    remedy: "Its owner starts it once, with `start_call`.",
  },
  TooManyRegistrationsThisBlock: {
    why: "the subnet took as many registrations in this block as it may.",
    remedy: "Try again in the next block.",
  },
  TooManyRegistrationsThisInterval: {
    why: "the subnet took as many registrations as it may for now.",
    remedy: "Try again when its adjustment interval is over.",
  },
  TooManyUnrevealedCommits: { why: "too many commits wait to be revealed.", remedy: "Reveal the open ones first." },
  TransferDisallowed: { why: "the subnet does not let stake change hands.", remedy: "Unstake and send TAO instead." },
  UidVecContainInvalidOne: {
    why: "one of the uids is not in use on the subnet.",
    remedy: "Read the metagraph again: neurons come and go.",
  },
  WeightVecLengthIsLow: {
    why: "there are fewer weights than the subnet's minimum.",
    remedy: "Weigh at least `min_allowed_weights` neurons.",
  },
};
