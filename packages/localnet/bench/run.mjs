// The figures of the chain on this machine: `pnpm bench`, or with names of cases: `node bench/run.mjs day`.
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { createKeypairFromUri } from "@taostack/wallet";
import { startLocalnet } from "../dist/index.js";
import { stagesOf } from "./profile.mjs";
import { createTransfers } from "./transfers.mjs";

const RUNS = 5;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const seconds = async (work) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
/** Seconds of processor time, which other work on the machine hardly changes. */
const cpuSeconds = async (work) => {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
};
const range = (values, digits = 0) =>
  `median ${median(values).toFixed(digits)}, ${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
const printStages = (stages) => {
  for (const [stage, share] of stages.slice(0, 14)) console.log(`    ${share.toFixed(1).padStart(5)} %  ${stage}`);
};

const cases = {
  async boot() {
    const times = Array.from({ length: RUNS }, () => {
      const child = spawnSync(process.execPath, [fileURLToPath(new URL("boot.mjs", import.meta.url))]);
      return Number(child.stdout);
    });
    console.log(`boot, from the process's start to the first answer: ${range(times)} ms of ${RUNS}`);
  },
  async empty() {
    const net = await startLocalnet({ mode: "manual" });
    await net.mine(2000);
    const rates = [];
    for (let run = 0; run < RUNS; run += 1) rates.push(2000 / (await seconds(() => net.mine(2000))));
    const cpu = 2000 / (await cpuSeconds(() => net.mine(2000)));
    console.log(`empty blocks per second: ${range(rates)} of ${RUNS}; ${cpu.toFixed(0)} per second of processor time`);
    printStages(await stagesOf(() => net.mine(2000)));
    await net.stop();
  },
  async transfers() {
    const net = await startLocalnet({ mode: "instant" });
    const send = await createTransfers(net, await createKeypairFromUri("//Alice"));
    const rates = [];
    for (let run = 0; run < RUNS + 1; run += 1) rates.push(await send(500));
    console.log(`signed transfers per second, from submission to block: ${range(rates.slice(1))} of ${RUNS}`);
    printStages(await stagesOf(() => send(500)));
    await net.stop();
  },
  async day() {
    const net = await startLocalnet({ mode: "manual" });
    for (let built = 0; built < 5; built += 1) {
      await net.subnet({ miners: 52, validators: 11, weights: true, tempo: 360 });
    }
    let epochs = 0;
    net.onBlock((block) => {
      epochs += block.epochs.length;
    });
    const pieces = [];
    let cpu = 0;
    const stages = await stagesOf(async () => {
      cpu = await cpuSeconds(async () => {
        for (let piece = 0; piece < 5; piece += 1) pieces.push(await seconds(() => net.mine(1440)));
      });
    });
    const total = pieces.reduce((sum, piece) => sum + piece, 0);
    console.log(
      `7200 blocks, 5 subnets of 64 neurons, ${epochs} epochs: ${total.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time (${pieces.map((piece) => piece.toFixed(1)).join(", ")})`,
    );
    printStages(stages);
    await net.stop();
  },
};

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(cases)) if (chosen.length === 0 || chosen.includes(name)) await run();
