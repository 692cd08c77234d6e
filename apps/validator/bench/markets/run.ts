// Lets miners of five markets compete on a local chain, and says whether the incentives rank them truly and starve the cheats:
//   pnpm bench:markets [--market text]… [--epochs 30] [--seed 1] [--json]
import { parseArgs } from "node:util";
import { type MarketName, marketNames, openContestOf } from "./markets.js";
import { reportOf } from "./report.js";
import { runTournament } from "./tournament.js";

const { values } = parseArgs({
  options: {
    market: { type: "string", multiple: true, default: [...marketNames] },
    epochs: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const isMarket = (name: string): name is MarketName => marketNames.some((known) => known === name);
const wholeNumber = (option: string, text: string): number => {
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new Error(`--${option} is "${text}"; give a whole number from 1 on.`);
};

const unknown = values.market.find((name) => !isMarket(name));
if (unknown !== undefined) throw new Error(`--market is "${unknown}"; take one of ${marketNames.join(", ")}.`);

const startedAt = performance.now();
const results = await runTournament({
  seed: wholeNumber("seed", values.seed),
  epochs: wholeNumber("epochs", values.epochs),
  openContests: values.market.filter(isMarket).map(openContestOf),
  onEpoch: (epoch) => {
    if (process.stderr.isTTY) process.stderr.write(`\repoch ${epoch} `);
  },
});
if (process.stderr.isTTY) process.stderr.write("\r");
const seconds = (performance.now() - startedAt) / 1000;
console.log(
  values.json ? JSON.stringify({ seed: Number(values.seed), results }, null, 2) : results.map(reportOf).join("\n\n"),
);
console.error(
  `\n${results.filter(({ passed }) => passed).length} of ${results.length} passed, in ${seconds.toFixed(0)} s`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
