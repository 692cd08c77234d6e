// Both arithmetics of an epoch, over subnets of all sizes, and beside them, for scale, what the chain's compiled runtime
// takes for the same shape. Needs --expose-gc for the bytes: heap and array buffers after one call less those before.
import { cpus } from "node:os";
import { epoch, epochReference } from "@taostack/incentive";
import { allocated, measure, median, spread, warmUp } from "./measure.mjs";
import { cases, createSubnet } from "./subnets.mjs";

const FAST_TURNS = 21;
const REFERENCE_TURNS = 3;
/** With more weights the reference would hold millions of bigints, and is left out. */
const MAX_REFERENCE_WEIGHTS = 150_000;

const columns = [
  "n",
  "filled",
  "rules",
  "weights",
  "epoch ms",
  "± %",
  "ns/weight",
  "bytes",
  "reference ms",
  "times",
  "native ms",
  "native/epoch",
];

const { model } = cpus()[0];
console.log(
  `${model}, ${cpus().length} cores, Node ${process.version}; processor time, median of ${FAST_TURNS} turns (reference ${REFERENCE_TURNS})\n`,
);
console.log(`| ${columns.join(" | ")} |\n|${" ---: |".repeat(columns.length)}`);

for (const shape of cases) {
  for (const rules of ["yuma2", "liquid"]) console.log(`| ${(await benchmark(shape, rules)).join(" | ")} |`);
}

async function benchmark(shape, rules) {
  const subnet = createSubnet(shape, rules);
  const weights = subnet.weights.uids.length;
  const fast = measure(() => epoch(subnet), FAST_TURNS);
  const reference = weights > MAX_REFERENCE_WEIGHTS ? undefined : referenceMs(subnet);
  const native = shape.nativeMs?.[rules];
  const ms = median(fast);
  return [
    shape.n,
    `${shape.filled * 100} %`,
    rules,
    weights,
    ms.toFixed(3),
    spread(fast).toFixed(0),
    ((ms * 1e6) / weights).toFixed(1),
    await allocated(() => epoch(subnet)),
    reference === undefined ? "–" : reference.toFixed(1),
    reference === undefined ? "–" : (reference / ms).toFixed(0),
    native ?? "–",
    native === undefined ? "–" : (native / ms).toFixed(1),
  ];
}

function referenceMs(subnet) {
  const job = () => epochReference(subnet);
  return warmUp(job) > 1_000 ? median(measureOnce(job)) : median(measure(job, REFERENCE_TURNS));
}

function measureOnce(job) {
  const before = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1_000];
}
