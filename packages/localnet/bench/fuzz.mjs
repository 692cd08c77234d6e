// Throws random and mutated messages and transactions at a chain: `node bench/fuzz.mjs 100000 [seed]`. A twin that gets
// none of them makes the same blocks at the same time: whatever a message changed would tell the two apart.
import { createKeypairFromUri } from "@taostack/wallet";
import { startLocalnet } from "../dist/index.js";
import { createMessages, sendAll } from "./fuzzing.mjs";
import { memoryMb } from "./memory.mjs";
import { createTransfers } from "./transfers.mjs";

const [count = 100_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const ROUNDS = 10;
/** Noise of the collector, and of what is compiled meanwhile. */
const TOLERANCE_MB = 12;
const broken = [];
const error = (message, fields) =>
  broken.push(`${message} ${JSON.stringify(fields?.method ?? "")} ${fields?.error?.stack ?? ""}`);
const logger = { debug() {}, info() {}, warn() {}, error, child: () => logger };
for (const event of ["uncaughtException", "unhandledRejection"])
  process.on(event, (cause) => error(event, { error: cause }));

const options = { mode: "manual", seed: "fuzz", startTimeMs: 1_750_000_000_000 };
const [net, twin] = [await startLocalnet({ ...options, logger }), await startLocalnet(options)];
const transfers = await createTransfers(net, await createKeypairFromUri("//Alice"));
const messages = await createMessages(net, { seed, good: await transfers.sign(0) });
const stateOf = (chain) => JSON.stringify(chain.dumpState());

const report = { refused: 0, answered: 0 };
const heaps = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const share = Math.floor(count / ROUNDS) + (round < count % ROUNDS ? 1 : 0);
  const before = stateOf(net);
  const { refused, answered } = await sendAll(net, share, messages);
  report.refused += refused;
  report.answered += answered;
  if (stateOf(net) !== before) broken.push(`messages of round ${round} changed the state`);
  await Promise.all([net.mine(), twin.mine()]);
  if (stateOf(net) !== stateOf(twin)) broken.push(`messages of round ${round} changed the block after them`);
  heaps.push(memoryMb().heap);
}
await net.stop();
await twin.stop();

// The first rounds fill what the chain remembers: tables of keys, metadata, compiled code.
const [settled, last] = [heaps[Math.floor(ROUNDS / 3)], heaps.at(-1)];
if (last > settled + TOLERANCE_MB) broken.push(`the heap grew from ${settled} to ${last} MB`);
console.log(
  `seed ${seed}: ${count} messages, ${report.refused} refused, ${report.answered} answered; heap ${heaps.join(" → ")} MB`,
);
for (const line of broken.slice(0, 10)) console.log(line);
if (broken.length > 0) throw new Error(`${broken.length} defects`);
console.log("no crash, no hang, no change of state, memory flat");
