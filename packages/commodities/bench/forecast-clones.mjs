// How well copies are told from honest forecasters, and whether honest ones are ever taken for copies, on simulated markets:
//   node bench/forecast-clones.mjs [--markets 6] [--rounds 256] [--stride 24] [--folder /path/to/another/model]…
// Each market is four series, asked about every so many steps; every forecaster that comes with the stack takes part, and copies of the
// best one with noise.
import { parseArgs } from "node:util";
import {
  cloneGroups,
  HISTORY_LENGTH,
  loadForecaster,
  rewardsOf,
  roundEntry,
  scoreForecast,
  simulateMarket,
  standardHorizons,
  standardLevels,
} from "../dist/index.js";

const { values: options } = parseArgs({
  options: {
    markets: { type: "string", default: "6" },
    rounds: { type: "string", default: "256" },
    stride: { type: "string", default: "24" },
    folder: { type: "string", multiple: true, default: [] },
  },
});
const [MARKETS, ROUNDS, STRIDE] = [options.markets, options.rounds, options.stride].map(Number);
const SERIES = 4;
const SEED = 3_100_000_000;
const NOISES = [0.05, 0.1, 0.15, 0.2, 0.3];
const ORIGINAL = "tao-forecast";
const honest = ["random-walk", "ewma", "garch", "tao-forecast-mini", "tao-forecast-small", ORIGINAL, ...options.folder];
const forecasters = await Promise.all(honest.map((name) => loadForecaster(name)));

let state = 1;
const uniform = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state + 0.5) / 2 ** 32;
};
const gaussian = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
const deviationOf = (values) => {
  const steps = values.slice(-32).map((value, i) => Math.log(value / values[values.length - 33 + i]));
  return Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / steps.length);
};

/** The answer with its quantiles moved by a number of the random walk's deviations, drawn anew for each place or once for each series. */
function moved(request, answer, noise, perSeries) {
  return {
    forecasts: answer.forecasts.map((forecast, index) => {
      const deviation = deviationOf(request.series[index].values);
      const common = gaussian();
      const quantiles = forecast.quantiles.map(({ horizon, values }) => {
        const factor = Math.exp(noise * (perSeries ? common : gaussian()) * deviation * Math.sqrt(horizon));
        return { horizon, values: values.map((value) => value * factor) };
      });
      return { ...forecast, quantiles };
    }),
  };
}
const copies = NOISES.flatMap((noise) => [
  { name: `noise ${noise}`, noise, perSeries: false },
  { name: `shift ${noise}`, noise, perSeries: true },
]);

async function play(market) {
  const length = HISTORY_LENGTH + standardHorizons.at(-1) + STRIDE * ROUNDS;
  const ticks = Array.from({ length: SERIES }, (_, k) => [
    ...simulateMarket({ seed: SEED + market * SERIES + k, asset: `S${k}`, stepSeconds: 60, length }),
  ]);
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) {
    const from = i * STRIDE;
    const series = ticks.map((all) => {
      const past = all.slice(from, from + HISTORY_LENGTH);
      const timestamps = past.map(({ timestamp }) => timestamp);
      return { asset: past[0].asset, stepSeconds: 60, timestamps, values: past.map(({ value }) => value) };
    });
    const asked = { requestId: `${i}`, model: "", minerHotkey: "", paths: 0, seed: i };
    const request = { ...asked, series, horizons: [...standardHorizons], levels: [...standardLevels] };
    const now = from + HISTORY_LENGTH - 1;
    const check = { outcomes: ticks.map((all) => standardHorizons.map((horizon) => all[now + horizon].value)) };
    const entry = (answer, committedMs) => {
      const score = scoreForecast({ challenge: { request, check }, answer, reference: null });
      return roundEntry(request, answer, score, committedMs);
    };
    const answers = await Promise.all(forecasters.map((one) => one.forecast(request)));
    const best = answers[honest.indexOf(ORIGINAL)];
    const entries = Object.fromEntries(answers.map((answer, k) => [honest[k], entry(answer, 1)]));
    for (const { name, noise, perSeries } of copies) {
      entries[name] = entry(moved(request, best, noise, perSeries), 2);
    }
    rounds.push({ requestId: `${i}`, entries });
  }
  return rounds;
}

const games = [];
for (let market = 0; market < MARKETS; market++) games.push(await play(market));
await Promise.all(forecasters.map((one) => one.dispose()));

const windowsOf = (length) =>
  games.flatMap((rounds) =>
    Array.from({ length: Math.floor(rounds.length / length) }, (_, i) => rounds.slice(i * length, (i + 1) * length)),
  );
const lengths = [32, 64, 128, 256, 500].filter((length) => length <= ROUNDS);
/** Rounds that begin before an earlier one is over, as a validator counts them. */
const overlapOf = (length) => Math.max(1, Math.ceil(Math.min(standardHorizons.at(-1) / STRIDE, length / 4)));
const rate = (length, a, b) => {
  const windows = windowsOf(length);
  const options = { overlap: overlapOf(length) };
  const taken = windows.filter((rounds) => cloneGroups(rounds, [a, b], options).length === 1).length;
  return `${taken}/${windows.length}`.padStart(8);
};
console.log(
  "Taken for one, by rounds in common:".padEnd(44),
  lengths.map((length) => String(length).padStart(8)).join(""),
);
for (const [i, a] of honest.entries()) {
  for (const b of honest.slice(0, i)) {
    console.log(`  ${b} and ${a}`.padEnd(44), lengths.map((length) => rate(length, a, b)).join(""));
  }
}
for (const { name } of copies) {
  console.log(
    `  ${ORIGINAL} and its copy, ${name}`.padEnd(44),
    lengths.map((length) => rate(length, ORIGINAL, name)).join(""),
  );
}

/** What the original and its copy earn together, as a multiple of what the original earns without. */
const without = (rounds, names) =>
  rounds.map(({ requestId, entries }) => ({
    requestId,
    entries: Object.fromEntries(Object.entries(entries).filter(([name]) => names.includes(name))),
  }));
const shareOf = (rounds, names) =>
  rewardsOf(rounds, { window: ROUNDS, overlap: overlapOf(ROUNDS) }).reduce(
    (sum, { hotkey, share }) => sum + (names.includes(hotkey) ? share : 0),
    0,
  );
console.log("What an owner gains by a copy:");
for (const { name } of copies) {
  const gains = games.map((rounds) => {
    const alone = shareOf(without(rounds, honest), [ORIGINAL]);
    return shareOf(without(rounds, [...honest, name]), [ORIGINAL, name]) / alone;
  });
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  console.log(`  ${name}`.padEnd(44), `× ${mean.toFixed(2)}  (${gains.map((gain) => gain.toFixed(2)).join(" ")})`);
}
