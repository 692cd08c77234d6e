import type { Metagraph } from "@taostack/chain";
import type { WeightRow } from "../../src/weights/plan.js";
import type { Contest, OpenContest } from "./contest.js";
import { type MarketSubnet, type Network, openNetwork } from "./network/open-network.js";
import { openValidators, type Validator } from "./network/validators.js";
import { type MarketResult, resultOf } from "./result.js";

export interface TournamentOptions {
  readonly seed: number;
  readonly epochs: number;
  /** Opens the markets that take part, in the order of their subnets. */
  readonly openContests: readonly OpenContest[];
  /** See `ContestOptions`. */
  readonly heldOut?: number;
  readonly onEpoch?: (epoch: number) => void;
}

/** One market while it is played. */
export interface Play {
  readonly contest: Contest;
  readonly subnet: MarketSubnet;
  readonly validators: readonly Validator[];
  /** What honest ones set last. */
  rows: WeightRow[];
  /** After each epoch, as the chain tells it. */
  readonly metagraphs: Metagraph[];
}

/**
 * Lets the miners of each market compete on a chain of their own subnet: in each epoch every validator sets fresh challenges, judges,
 * and puts its weights on the chain; then the chain's epoch pays. The same seed gives the same result.
 */
export async function runTournament(options: TournamentOptions): Promise<MarketResult[]> {
  const { seed, epochs, openContests, heldOut } = options;
  const contests: Contest[] = [];
  const network = await openNetwork(seed);
  try {
    for (const open of openContests) contests.push(await open({ seed, ...(heldOut === undefined ? {} : { heldOut }) }));
    const plays: Play[] = [];
    for (const contest of contests) plays.push(await openPlay(network, contest, seed));
    const subnets = plays.map(({ subnet }) => subnet);
    await network.finishEpoch(subnets);
    for (let epoch = 0; epoch < epochs; epoch++) {
      await Promise.all(plays.map((play) => judge(play, epoch)));
      for (const play of plays) await putWeights(network, play);
      await network.finishEpoch(subnets);
      for (const play of plays) play.metagraphs.push(await network.metagraph(play.subnet));
      options.onEpoch?.(epoch + 1);
    }
    return plays.map(resultOf);
  } finally {
    await Promise.all(contests.map((contest) => contest.dispose()));
    await network.stop();
  }
}

async function openPlay(network: Network, contest: Contest, seed: number): Promise<Play> {
  const subnet = await network.openSubnet(contest.commodity, contest.contestants.length);
  return { contest, subnet, validators: openValidators(contest, subnet, seed), rows: [], metagraphs: [] };
}

/** One validator after the other: they share the models, and models that compute one thing at a time repeat themselves to the bit. */
async function judge({ validators }: Play, epoch: number): Promise<void> {
  for (const validator of validators) await validator.examine(epoch);
}

async function putWeights(network: Network, play: Play): Promise<void> {
  const metagraph = await network.metagraph(play.subnet);
  const rows: WeightRow[] = [];
  for (const validator of play.validators) {
    const row = validator.row(metagraph, play.rows);
    if (row === undefined) continue;
    await network.setWeights(play.subnet, validator.keypair, row);
    if (validator.role === "honest") rows.push(row);
  }
  play.rows = rows;
}
