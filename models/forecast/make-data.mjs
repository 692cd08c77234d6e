// Writes windows of simulated markets for the training, as float32 changes of the logarithm: node forecast/make-data.mjs
// Each row has 192 steps of the past and 64 of the future. Held-out markets have seeds of their own; the measurement of the model
// cards (packages/commodities/bench/forecast.mjs) has a third set.
import { mkdirSync, writeFileSync } from "node:fs";
import { simulateMarket } from "../../packages/commodities/dist/index.js";

const ROW = 256;
const STRIDE = 48;
const LENGTH = 2001;
const sets = { "forecast-train": [1, 6000], "forecast-held-out": [1_000_000_001, 160] };

mkdirSync(new URL("../.work/", import.meta.url), { recursive: true });
for (const [name, [firstSeed, markets]] of Object.entries(sets)) {
  const rows = [];
  for (let seed = firstSeed; seed < firstSeed + markets; seed++) {
    const logs = Float64Array.from(simulateMarket({ seed, length: LENGTH }), ({ value }) => Math.log(value));
    const changes = Float32Array.from(logs.subarray(1), (value, i) => value - logs[i]);
    for (let start = 0; start + ROW <= changes.length; start += STRIDE) rows.push(changes.subarray(start, start + ROW));
  }
  const data = new Float32Array(rows.length * ROW);
  for (const [i, row] of rows.entries()) data.set(row, i * ROW);
  writeFileSync(new URL(`../.work/${name}.f32`, import.meta.url), data);
  console.log(`${name}: ${rows.length} rows of ${markets} markets`);
}
