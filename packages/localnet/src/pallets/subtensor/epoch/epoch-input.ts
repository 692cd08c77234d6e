import { type EpochHyperparameters, type EpochInput, sparseRows } from "@taostack/incentive";
import type { Readable, ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeysOf } from "../neurons/uids.js";
import { type InheritedStakes, inheritedStakes } from "../staking/stake-weight.js";
import { storage } from "../storage/index.js";
import { earliestCommitBlock } from "../weights/commits.js";

/** What all mechanisms of a subnet's epoch share. */
export interface SubnetSnapshot {
  readonly netuid: number;
  readonly hotkeys: readonly AccountId[];
  readonly stakes: readonly InheritedStakes[];
}

export function snapshotOf(at: Readable, netuid: number): SubnetSnapshot {
  const hotkeys = hotkeysOf(at, netuid);
  return { netuid, hotkeys, stakes: hotkeys.map((hotkey) => inheritedStakes(at, hotkey, netuid)) };
}

/** Reads the input of one mechanism's epoch. @param index - Storage index of the mechanism. */
export function epochInput(at: ReadContext, subnet: SubnetSnapshot, index: number, emission: bigint): EpochInput {
  const { netuid, hotkeys, stakes } = subnet;
  const n = hotkeys.length;
  const rows = <T>(read: (uid: number) => T): T[] => Array.from({ length: n }, (_, uid) => read(uid));
  return {
    n,
    currentBlock: at.blockNumber,
    lastMechanismStepBlock: Number(storage.LastMechansimStepBlock.get(at, netuid)),
    emission,
    alphaStake: stakes.map(({ alpha }) => alpha),
    rootStake: stakes.map(({ tao }) => tao),
    lastUpdate: storage.LastUpdate.get(at, index).map(Number),
    blockAtRegistration: rows((uid) => Number(storage.BlockAtRegistration.get(at, netuid, uid))),
    validatorPermit: storage.ValidatorPermit.get(at, netuid),
    ownerUid: ownerUid(at, netuid),
    weights: sparseRows(rows((uid) => storage.Weights.get(at, index, uid))),
    bonds: sparseRows(rows((uid) => storage.Bonds.get(at, index, uid))),
    commitBlocks: storage.CommitRevealWeightsEnabled.get(at, netuid)
      ? hotkeys.map((hotkey) => earliestCommitBlock(at, netuid, index, hotkey))
      : undefined,
    hyperparameters: hyperparametersOf(at, netuid),
  };
}

/** Uid of the subnet's owner hotkey, if there is one and it is registered. */
export const ownerUid = (at: Readable, netuid: number): number | undefined =>
  storage.SubnetOwnerHotkey.has(at, netuid)
    ? storage.Uids.get(at, netuid, storage.SubnetOwnerHotkey.get(at, netuid))
    : undefined;

const hyperparametersOf = (at: Readable, netuid: number): EpochHyperparameters => ({
  tempo: storage.Tempo.get(at, netuid),
  activityCutoffFactorMilli: storage.ActivityCutoffFactorMilli.get(at, netuid),
  maxAllowedValidators: storage.MaxAllowedValidators.get(at, netuid),
  kappa: storage.Kappa.get(at, netuid),
  bondsPenalty: storage.BondsPenalty.get(at, netuid),
  bondsMovingAverage: storage.BondsMovingAverage.get(at, netuid),
  yuma3On: storage.Yuma3On.get(at, netuid),
  liquidAlphaOn: storage.LiquidAlphaOn.get(at, netuid),
  alphaValues: storage.AlphaValues.get(at, netuid),
  alphaSigmoidSteepness: storage.AlphaSigmoidSteepness.get(at, netuid),
  stakeThreshold: storage.StakeThreshold.get(at),
  taoWeight: storage.TaoWeight.get(at),
});
