// Decoding a metagraph that has arrived: to columns by this package, and to plain objects by @polkadot/api, in turns. Processor time, since
// other programs run as well. Needs a build: `pnpm --filter @taostack/chain bench`.
import { cpus } from "node:os";
import { SubtensorClient } from "@taostack/chain";
import { startLocalnet } from "@taostack/localnet";
import { decodeMetagraph } from "../dist/operations/decode-metagraph.js";

const TURNS = 9;
const SIZES = [256, 1024, 4096];

const net = await startLocalnet({ mode: "manual" });
const client = await SubtensorClient.connect(net.url, { timeoutMs: 60_000 });
const { runtime } = client.chain;
const { output } = runtime.api.runtimeMetadata.asLatest.apis
  .find(({ name }) => name.toString() === "SubnetInfoRuntimeApi")
  .methods.find(({ name }) => name.toString() === "get_metagraph");
const { registry } = runtime.api;
const typeName = registry.createLookupType(output);
const empty = await net.request("state_call", "SubnetInfoRuntimeApi_get_metagraph", "0x0100");
const template = registry.createTypeUnsafe(typeName, [empty]).unwrap();

console.log(
  `${cpus()[0].model}, Node ${process.version}; processor time in ms, median of ${TURNS} turns, ± half the spread of the middle half\n`,
);
console.log("| neurons | bytes | columns | @polkadot/api | times |\n| ---: | ---: | ---: | ---: | ---: |");
for (const n of SIZES) {
  const bytes = metagraphOf(n);
  const turns = { columns: [], plain: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    turns.columns.push(cpuMs(() => decodeMetagraph(runtime, bytes)));
    turns.plain.push(cpuMs(() => registry.createTypeUnsafe(typeName, [bytes]).toJSON()));
  }
  const [ours, theirs] = [median(turns.columns), median(turns.plain)];
  console.log(
    `| ${n} | ${bytes.length} | ${ours} ± ${spread(turns.columns)} | ${theirs} ± ${spread(turns.plain)} | ${(theirs / ours).toFixed(1)} |`,
  );
}
await client.close();
await net.stop();

/** The chain's struct with random columns of this length. */
function metagraphOf(n) {
  const account = () => Uint8Array.from({ length: 32 }, () => Math.random() * 256);
  const column = (make) => Array.from({ length: n }, make);
  const [hotkeys, coldkeys] = [column(account), column(account)];
  const u16 = () => Math.floor(Math.random() * 65_536);
  const amount = () => BigInt(Math.floor(Math.random() * 1e15));
  const value = Object.fromEntries([...template.entries()]);
  Object.assign(value, {
    hotkeys,
    coldkeys,
    identities: column(() => null),
    axons: column(() => ({
      block: 1,
      version: 1,
      ip: 0x0a000001n,
      port: 8091,
      ipType: 4,
      protocol: 4,
      placeholder1: 0,
      placeholder2: 0,
    })),
    active: column(() => true),
    validatorPermit: column(() => false),
    lastUpdate: column(() => 5_000_000),
    emission: column(amount),
    dividends: column(u16),
    incentives: column(u16),
    consensus: column(u16),
    blockAtRegistration: column(() => 4_000_000),
    alphaStake: column(amount),
    taoStake: column(amount),
    totalStake: column(amount),
    taoDividendsPerHotkey: hotkeys.map((hotkey) => [hotkey, 0]),
    alphaDividendsPerHotkey: hotkeys.map((hotkey) => [hotkey, amount()]),
  });
  return registry.createTypeUnsafe(typeName, [value]).toU8a();
}

function cpuMs(job) {
  const before = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values) {
  return Number([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(1));
}

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor(part * (sorted.length - 1))];
  return ((at(0.75) - at(0.25)) / 2).toFixed(1);
}
