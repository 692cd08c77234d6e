// Throws random and mutated messages and transactions at a chain: `node bench/fuzz.mjs 100000 [seed]`.
import { createKeypairFromUri } from "@taostack/wallet";
import { startLocalnet } from "../dist/index.js";
import { fuzz } from "./fuzzing.mjs";
import { createTransfers } from "./transfers.mjs";

const [count = 100_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const broken = [];
const error = (message, fields) =>
  broken.push(`${message} ${JSON.stringify(fields?.method ?? "")} ${fields?.error?.stack ?? ""}`);
const logger = { debug() {}, info() {}, warn() {}, error, child: () => logger };
const net = await startLocalnet({ mode: "manual", logger });
const transfers = await createTransfers(net, await createKeypairFromUri("//Alice"));
const report = await fuzz(net, { count, seed, good: await transfers.sign(0) });
await net.stop();
console.log(
  `seed ${seed}: ${count} messages, ${report.refused} refused, ${report.answered} answered; heap ${report.heapMb.join(" → ")} MB`,
);
for (const line of broken.slice(0, 10)) console.log(line);
const [, settled, ...later] = report.heapMb;
if (later.at(-1) > settled * 1.5 + 32) throw new Error("memory grows with the messages");
if (broken.length > 0 || !report.unchanged)
  throw new Error(`${broken.length} defects; state ${report.unchanged ? "unchanged" : "changed"}`);
