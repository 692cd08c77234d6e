// Who gains when validators disagree: the cases by which Yuma2 and Yuma3 are compared, run side by side.
// Three validators, two miners; each epoch a validator gives all its weight to miner "1" or "2".
import { pathToFileURL } from "node:url";
import { simulate } from "@taostack/incentive";

const TAO = 1_000_000_000n;
const yuma2 = { yuma3On: false, liquidAlphaOn: false };
const yuma3 = { yuma3On: true, liquidAlphaOn: false };
const liquid = { yuma3On: true, liquidAlphaOn: true, alphaValues: [6553, 19_660] };
const rules = { yuma2, yuma3, liquid };

const cases = [
  { name: "the big validator moves first", stake: [8n, 1n, 1n], ballots: ["111", "211", "221", "222", "222", "222"] },
  { name: "the big validator moves second", stake: [8n, 1n, 1n], ballots: ["111", "121", "221", "222", "222", "222"] },
  { name: "the big validator moves last", stake: [8n, 1n, 1n], ballots: ["111", "121", "122", "222", "222", "222"] },
  {
    name: "one of three leaves for an epoch",
    stake: [33n, 33n, 34n],
    ballots: ["111", "111", "112", "111", "111", "111"],
  },
  {
    name: "a small validator copies, an epoch late",
    stake: [5n, 4n, 1n],
    ballots: ["111", "221", "222", "112", "111", "221"],
  },
];

const weightsOf = (ballot) => [...ballot].map((choice) => [0, 0, 0, ...(choice === "1" ? [65_535, 0] : [0, 65_535])]);

/** Runs one case under one rule. */
export function runCase({ stake, ballots }, hyperparameters) {
  const subnet = {
    alphaStake: [...stake, 0n, 0n].map((amount) => amount * TAO),
    hyperparameters: { tempo: 1, bondsPenalty: 0, bondsMovingAverage: 975_000n, ...hyperparameters },
  };
  const changes = ballots.map((ballot) => ({ weights: weightsOf(ballot) }));
  return simulate(subnet, { epochs: ballots.length, changes, emission: TAO });
}

/** What each validator is paid over the whole case, in percent of what its stake alone would bring. */
export function gains(run, stake) {
  const paid = stake.map((_, uid) => run.validatorEmission.ofUid(uid).reduce((a, b) => a + b, 0n));
  const [all, staked] = [paid, stake].map((amounts) => Number(amounts.reduce((a, b) => a + b, 0n)));
  return paid.map((amount, uid) => (100 * Number(amount) * staked) / (all * Number(stake[uid])));
}

/** The table of all cases, and every run for those who look closer. */
export function compare() {
  return cases.map((scenario) => {
    const runs = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, runCase(scenario, rule)]));
    return { ...scenario, runs };
  });
}

const percent = (value) => `${value.toFixed(0)} %`.padStart(6);

export function formatTable(results) {
  const header = `${"case".padEnd(42)}${Object.keys(rules)
    .map((rule) => rule.padEnd(24))
    .join("")}`.trimEnd();
  const subheader = `${"paid against stake".padEnd(42)}${Object.keys(rules)
    .map(() => "     A      B      C    ")
    .join("")}`.trimEnd();
  const lines = results.map(({ name, stake, runs }) => {
    const cells = Object.values(runs).map((run) => gains(run, stake).map(percent).join(" ").padEnd(24));
    return `${name.padEnd(42)}${cells.join("")}`.trimEnd();
  });
  return [header, subheader, ...lines].join("\n");
}

/** How bonds to the second miner catch up, epoch by epoch, in percent of a full bond. */
export function formatCatchUp({ name, runs }) {
  const lines = ["A", "B", "C"].map((letter, uid) => {
    const bonds = [...runs.liquid.bond(uid, 4)].map((bond) => ((100 * bond) / 65_535).toFixed(1).padStart(6));
    return `  bonds of ${letter} to miner 2:${bonds.join("")}`;
  });
  return [`${name}, with liquid alpha`, ...lines].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const results = compare();
  console.log(formatTable(results));
  for (const result of results.slice(0, 2)) console.log(`\n${formatCatchUp(result)}`);
}
