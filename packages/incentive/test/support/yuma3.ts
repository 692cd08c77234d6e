import { pairsOfRow, type UidPairs } from "../../src/index.js";
import { Subnet, type SubnetOptions } from "./subnet.js";

/** Votes of validators A, B, C on the miners 3 and 4, with the explicit zero: "1" is for the first, "2" the second. */
const ballots: Record<string, UidPairs> = {
  "1": [
    [3, 65535],
    [4, 0],
  ],
  "2": [
    [3, 0],
    [4, 65535],
  ],
};

/** The common set-up of the Yuma3 scenarios (yuma.md 9.12): three validators and two miners, permits given out. */
export function yuma3Subnet(options: Partial<SubnetOptions> = {}): Subnet {
  const subnet = new Subnet({
    stake: [8, 1, 1, 0, 0],
    tempo: 1,
    maxAllowedValidators: 3,
    yuma3On: true,
    liquidAlphaOn: true,
    alphaValues: [6553, 19660],
    bondsPenalty: 0,
    bondsMovingAverage: 975_000n,
    ...options,
  });
  subnet.epoch(2);
  return subnet;
}

/** Submits the votes of an epoch, such as `["1", "2", "2"]`, at its block less one; "-" submits nothing. */
export function vote(subnet: Subnet, epoch: number, votes: readonly string[], on = ballots): void {
  if (votes[0] === "-") return;
  votes.forEach((ballot, uid) => {
    subnet.setWeights(uid, on[ballot]!, 2 + epoch);
  });
}

/** Stored bonds of validators A, B, C to the given miners, as `"1,2 3,4 5,6"`; an absent pair is 0. */
export function bondsTo(subnet: Subnet, miners: readonly number[]): string {
  const { bonds } = subnet.input(0);
  return [0, 1, 2]
    .map((uid) => {
      const row = new Map(pairsOfRow(bonds, uid));
      return miners.map((miner) => row.get(miner) ?? 0).join(",");
    })
    .join(" ");
}
