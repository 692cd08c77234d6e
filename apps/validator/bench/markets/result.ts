import type { Metagraph } from "@taostack/chain";
import { betterQuality, type Contestant, type Kind, type Quality } from "./contest.js";
import { kendallTau } from "./kendall-tau.js";
import type { Role } from "./network/roles.js";
import type { Play } from "./tournament.js";

/** Least agreement of the incentives with the true order. */
export const LEAST_TAU = 0.9;
/** A cheat earns less than this part of the weakest honest miner's pay. */
export const CHEAT_SHARE = 0.5;

export interface MinerResult {
  readonly name: string;
  readonly kind: Kind;
  readonly quality?: Quality;
  /** Mean of the moving averages that the judging validators end with. */
  readonly score: number;
  /** Mean over the second half of the epochs, when validators have learnt what there is to learn, and that of the last one; 0 … 1. */
  readonly incentive: number;
  readonly lastIncentive: number;
  /** Part of all that miners were paid over all epochs. */
  readonly pay: number;
  /** Pay of the cheat, or of all hotkeys of its group, in parts of the weakest honest miner's. */
  readonly payRatio?: number;
}

export interface ValidatorResult {
  readonly name: string;
  readonly role: Role;
  /** Part of the subnet's stake at the end. */
  readonly stake: number;
  /** Of the last epoch: how much of its weights the others bear out, 0 … 1. */
  readonly trust: number;
  /** Dividends of the last epoch for each part of the stake, the first honest validator's being 1. */
  readonly yield: number;
}

export interface MarketResult {
  readonly commodity: string;
  readonly measure: string;
  readonly challengesPerEpoch: number;
  readonly epochs: number;
  readonly miners: readonly MinerResult[];
  readonly validators: readonly ValidatorResult[];
  /** Of honest miners' true quality with their incentive, and with that of the last epoch alone, which has its luck. */
  readonly tau: { readonly incentive: number; readonly lastIncentive: number };
  /** The largest pay ratio of a cheat. */
  readonly worstCheat: number;
  readonly passed: boolean;
}

export function resultOf(play: Play): MarketResult {
  const { contest, metagraphs, validators } = play;
  const miners = minersOf(play);
  const honest = miners.filter(({ kind }) => kind === "honest");
  const tauOf = (paidTo: (miner: MinerResult) => number) =>
    kendallTau(
      honest.length,
      (a, b) => betterQuality(honest[a]!.quality!, honest[b]!.quality!),
      (a, b) => paidTo(honest[a]!) - paidTo(honest[b]!),
    );
  const tau = {
    incentive: tauOf(({ incentive }) => incentive),
    lastIncentive: tauOf(({ lastIncentive }) => lastIncentive),
  };
  const worstCheat = Math.max(
    ...miners.map(({ kind, payRatio }) => (kind === "cheat" ? (payRatio ?? Number.POSITIVE_INFINITY) : 0)),
  );
  return {
    commodity: contest.commodity,
    measure: contest.measure,
    challengesPerEpoch: contest.challengesPerEpoch,
    epochs: metagraphs.length,
    miners,
    validators: validatorsOf(metagraphs.at(-1)!, validators),
    tau,
    worstCheat,
    passed: tau.incentive >= LEAST_TAU && worstCheat < CHEAT_SHARE,
  };
}

function minersOf({ contest, subnet, validators, metagraphs }: Play): MinerResult[] {
  const last = metagraphs.at(-1)!;
  const learnt = metagraphs.slice(metagraphs.length >> 1);
  const uids = subnet.minerHotkeys.map((hotkey) => last.hotkeys.indexOf(hotkey));
  const paid = uids.map((uid) => metagraphs.reduce((sum, { emission }) => sum + Number(emission[uid]), 0));
  const all = sum(paid);
  const { contestants } = contest;
  const paidOf = (which: (contestant: Contestant) => boolean) => sum(paid.filter((_, at) => which(contestants[at]!)));
  const weakest = Math.min(...paid.filter((_, at) => contestants[at]!.kind === "honest"));
  const boards = validators.flatMap(({ scoreboard }) => (scoreboard ? [scoreboard] : []));
  return contestants.map(({ name, kind, quality, group }, at) => {
    const own = group === undefined ? paid[at]! : paidOf((other) => other.group === group);
    return {
      name,
      kind,
      ...(quality === undefined ? {} : { quality }),
      score: sum(boards.map((board) => board.average(subnet.minerHotkeys[at]!))) / boards.length,
      incentive: sum(learnt.map((each) => incentiveOf(each, uids[at]!))) / learnt.length,
      lastIncentive: incentiveOf(last, uids[at]!),
      pay: all === 0 ? 0 : paid[at]! / all,
      ...(kind === "honest" ? {} : { payRatio: weakest > 0 ? own / weakest : Number.POSITIVE_INFINITY }),
    };
  });
}

const incentiveOf = ({ incentive }: Metagraph, uid: number): number => (incentive[uid] ?? 0) / 65_535;

function validatorsOf(last: Metagraph, validators: Play["validators"]): ValidatorResult[] {
  const uids = validators.map(({ keypair }) => last.hotkeys.indexOf(keypair.address));
  const stake = uids.map((uid) => Number(last.stake[uid]));
  const yields = uids.map((uid, at) => (last.dividends[uid] ?? 0) / stake[at]!);
  return validators.map(({ name, role }, at) => ({
    name,
    role,
    stake: stake[at]! / sum(stake),
    trust: (last.validatorTrust[uids[at]!] ?? 0) / 65_535,
    yield: yields[at]! / yields[0]!,
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
