// Decoding a metagraph after its bytes have arrived, against @polkadot/api: `node bench/metagraph.mjs`.
// The bytes are those of `get_metagraph` on a localnet, with the columns filled up to 256 and 4096 neurons.
import { cpus } from "node:os";
import { startLocalnet } from "@taostack/localnet";
import { SubtensorClient } from "../dist/index.js";
import { columnDecoder } from "../dist/metagraph/column-decoder.js";
import { createMetagraph } from "../dist/operations/metagraph.js";
import { decodeBytes } from "../dist/runtime/runtime.js";

const ROUNDS = 15;
const WARM_UP = 3;

const net = await startLocalnet({ mode: "instant" });
const client = await SubtensorClient.connect(net.url, { timeoutMs: 120_000 });
try {
  const { netuid } = await net.subnet({ validators: 2, miners: 2, weights: true });
  console.log(`${cpus()[0].model}, Node ${process.version}, ${ROUNDS} rounds, processor time`);
  for (const n of [256, 4096]) await compare(await metagraphOf(netuid, n), n);
} finally {
  await client.close();
  await net.stop();
}

/** The encoded struct with `n` neurons: the columns of the small one repeated, accounts and numbers varied. */
async function metagraphOf(netuid, n) {
  const { runtime } = client.chain;
  const { name, encode, output } = runtime.method("SubnetInfoRuntimeApi", "get_metagraph");
  const { registry } = runtime.parts;
  const type = registry.createLookupType(output);
  const small = registry.createTypeUnsafe(type, [await client.chain.rpc("state_call", [name, encode([netuid])])]);
  const json = small.toJSON();
  const count = json.hotkeys.length;
  const grown = Object.entries(json).map(([field, value]) => [
    field,
    Array.isArray(value) && value.length === count
      ? Array.from({ length: n }, (_, uid) => vary(value[uid % count], uid))
      : value,
  ]);
  const value = registry.createTypeUnsafe(type, [Object.fromEntries(grown)]);
  return { bytes: value.toU8a(), type, output, registry, types: runtime.types };
}

function vary(value, uid) {
  if (typeof value === "number" && value > 0) return value + (uid % 7);
  if (typeof value === "string" && value.startsWith("5")) return account(uid);
  if (Array.isArray(value)) return value.map((part) => vary(part, uid));
  return value;
}

function account(uid) {
  return Uint8Array.from({ length: 32 }, (_, index) => (uid * 31 + index * 17 + (uid >> 8)) & 0xff);
}

async function compare({ bytes, type, output, registry, types }, n) {
  const decode = columnDecoder(types, output);
  const ours = (before) => createMetagraph(decodeBytes("bench", decode, bytes), [], before);
  const withAddresses = (metagraph) => [metagraph.hotkeys, metagraph.coldkeys] && metagraph;
  const previous = withAddresses(ours());
  const columns = () => ours();
  const first = () => withAddresses(ours());
  const later = () => withAddresses(ours(previous));
  const theirs = () => registry.createTypeUnsafe(type, [bytes]).toJSON();
  const times = interleave({ columns, first, later, theirs });
  console.log(`\n${n} neurons, ${bytes.length.toLocaleString("en")} bytes`);
  row("columns", times.columns);
  row("  and all addresses", times.first);
  row("  and, read before", times.later);
  row("@polkadot/api, toJSON", times.theirs);
  for (const name of ["columns", "first", "later"]) {
    row(
      `ratio, ${name}`,
      times.theirs.map((time, round) => time / times[name][round]),
      "×",
    );
  }
}

/** One of each in turn, so that a busy machine hits all alike. Processor time: others' work does not count. */
function interleave(runs) {
  const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      if (round >= WARM_UP) times[name].push((user + system) / 1000);
    }
  }
  return times;
}

function row(name, values, unit = "ms") {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, median, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
  const text = [median, least, most].map((value) => value.toFixed(1).padStart(8));
  console.log(`  ${name.padEnd(24)}${text[0]} ${unit}   ${text[1]} to ${text[2].trim()}`);
}
