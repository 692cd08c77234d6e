import type { Metagraph } from "@taostack/chain";
import { processWeights } from "@taostack/incentive";
import type { Keypair } from "@taostack/wallet";
import { Scoreboard } from "../../../src/scoreboard.js";
import { planWeights, type WeightRow } from "../../../src/weights/plan.js";
import { sharpnessOf } from "../../../src/weights/sharpness.js";
import type { Contest, Examiner } from "../contest.js";
import { seedOf } from "../seeds.js";
import type { MarketSubnet } from "./open-network.js";
import { type Role, roles } from "./roles.js";

/** The program's own defaults. */
const ALPHA = 0.05;
const MIN_SAMPLES = 10;

export interface Validator {
  readonly name: string;
  readonly role: Role;
  readonly keypair: Keypair;
  /** Of those who judge. */
  readonly scoreboard: Scoreboard | undefined;
  examine(epoch: number): Promise<void>;
  /** What it sets; `undefined` if it has nothing to say yet. */
  row(metagraph: Metagraph, lastRows: readonly WeightRow[]): WeightRow | undefined;
}

export const openValidators = (contest: Contest, subnet: MarketSubnet, seed: number): Validator[] =>
  roles.map(({ name, role }, index) => {
    const keypair = subnet.validators[index]!;
    if (role === "honest")
      return honestValidator(name, keypair, contest, subnet, seedOf(seed, contest.commodity, name));
    const row = role === "copier" ? copyOf : liarOf(contest, subnet);
    return { name, role, keypair, scoreboard: undefined, examine: async () => {}, row };
  });

/** The same averages and the same way to weights as the program's. */
function honestValidator(
  name: string,
  keypair: Keypair,
  contest: Contest,
  { minerHotkeys }: MarketSubnet,
  seed: number,
): Validator {
  const scoreboard = new Scoreboard({ alpha: ALPHA });
  const examiner: Examiner = contest.openExaminer({ seed, hotkeys: minerHotkeys, scoreboard });
  const serving = new Set(minerHotkeys);
  const options = { sharpness: sharpnessOf(contest), minSamples: MIN_SAMPLES };
  return {
    name,
    role: "honest",
    keypair,
    scoreboard,
    examine: (epoch) => examiner.examine(epoch),
    row: (metagraph) => planWeights(scoreboard, metagraph, serving, options),
  };
}

/** The mean of what is on the chain: what anybody can read there. */
function copyOf(metagraph: Metagraph, lastRows: readonly WeightRow[]): WeightRow | undefined {
  if (lastRows.length === 0) return undefined;
  const scores = new Array<number>(metagraph.n).fill(0);
  for (const { uids, weights } of lastRows) for (const [at, uid] of uids.entries()) scores[uid]! += weights[at]!;
  return legal(scores, metagraph);
}

/** All for the last of the cheats. */
const liarOf =
  (contest: Contest, { minerHotkeys }: MarketSubnet) =>
  (metagraph: Metagraph): WeightRow => {
    const accomplice = minerHotkeys[accompliceOf(contest)]!;
    return legal(
      metagraph.hotkeys.map((hotkey) => (hotkey === accomplice ? 1 : 0)),
      metagraph,
    );
  };

const accompliceOf = ({ contestants }: Contest): number => contestants.findLastIndex(({ kind }) => kind === "cheat");

function legal(scores: readonly number[], { minAllowedWeights }: Metagraph): WeightRow {
  const { uids, weights } = processWeights({ scores, minAllowedWeights });
  return { uids: Array.from(uids), weights: Array.from(weights) };
}
