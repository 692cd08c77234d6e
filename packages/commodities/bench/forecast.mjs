// Measures forecasters as the market judges them, on simulated markets with seeds that no training saw, or on a CSV file:
//   node bench/forecast.mjs [--markets 40] [--out folder-for-plots] [forecaster …]
//   node bench/forecast.mjs --csv prices.csv --asset BTC --step 300 [forecaster …]
// A forecaster is random-walk, ewma, garch, a bundled model, model:q8 for its int8 weights, or a model's folder.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  backtest,
  csvFeed,
  loadForecaster,
  pitSvg,
  simulateMarket,
  skillByHorizonSvg,
  skillByRegimeSvg,
} from "../dist/index.js";

const FIRST_SEED = 2_000_000_001;
const LENGTH = 2001;
const STEP = 300;
const everyone = ["random-walk", "ewma", "garch", "tao-forecast-mini", "tao-forecast-small", "tao-forecast"];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    markets: { type: "string", default: "40" },
    out: { type: "string" },
    csv: { type: "string" },
    asset: { type: "string", default: "CSV" },
    step: { type: "string", default: "300" },
  },
});

/** Many markets one after the other; the pause between them keeps windows from reaching over. */
const simulated = {
  asset: "SIM",
  stepSeconds: STEP,
  async *ticks() {
    for (let i = 0; i < Number(options.markets); i++) {
      yield* simulateMarket({
        seed: FIRST_SEED + i,
        length: LENGTH,
        stepSeconds: STEP,
        start: i * (LENGTH + 10) * STEP,
      });
    }
  },
};
const feed = options.csv
  ? csvFeed({ path: options.csv, asset: options.asset, stepSeconds: Number(options.step) })
  : simulated;

const percent = (value) => `${(100 * value).toFixed(1)} %`;
for (const name of positionals.length > 0 ? positionals : everyone) {
  const [model, dtype] = name.split(":");
  const forecaster = await loadForecaster(model, dtype ? { dtype } : {});
  const started = performance.now();
  const report = await backtest(forecaster, feed, { stride: 24 });
  await forecaster.dispose();
  const { skill, error, crps, baseline, forecasts } = report.overall;
  const ms = (performance.now() - started) / forecasts;
  console.log(
    `${name}: skill ${percent(skill)} ± ${percent(error)} (CRPS ${crps.toFixed(4)}, random walk ${baseline.toFixed(4)}; ${forecasts} forecasts, ${ms.toFixed(2)} ms each)`,
  );
  const row = (group) =>
    Object.entries(group)
      .map(([key, one]) => `${key}: ${percent(one.skill)}`)
      .join("  ");
  console.log(`  steps ahead  ${row(report.byHorizon)}`);
  console.log(`  regime       ${row(report.byRegime)}`);
  console.log(
    `  coverage     ${report.coverage.map(({ nominal, actual }) => `${percent(nominal)} → ${percent(actual)}`).join("  ")}`,
  );
  if (options.out) {
    mkdirSync(options.out, { recursive: true });
    const plots = { horizons: skillByHorizonSvg, regimes: skillByRegimeSvg, pit: pitSvg };
    for (const [kind, plot] of Object.entries(plots)) {
      writeFileSync(join(options.out, `${name.replace(/[^a-z0-9-]/g, "-")}-${kind}.svg`), plot(report));
    }
    writeFileSync(
      join(options.out, `${name.replace(/[^a-z0-9-]/g, "-")}.json`),
      `${JSON.stringify(report, null, 2)}\n`,
    );
  }
}
