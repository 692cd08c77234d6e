// Connecting for the first time and again, against @polkadot/api: `node bench/connect.mjs [metadata.scale]`.
// The node is a table of answers in a process of its own, with the given metadata or localnet's, over a line of 80 ms and 20 Mbit/s.
// Each connection is made by a fresh process, as a command is.
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROUNDS = 5;
const ROUND_TRIP_MS = 80;
const BYTES_PER_MS = 2_500;
const METADATA_API = ["0x37e397fc7c91f5e4", 2];
const GENESIS = `0x${"11".repeat(32)}`;
const self = fileURLToPath(import.meta.url);
const [, , role, ...given] = process.argv;

if (role === "node") await serve(given[0]);
else if (role === "ours" || role === "theirs") await connectOnce(role, given);
else await compare(role);

async function compare(file = "localnet") {
  const node = fork(self, ["node", file]);
  const [{ url, bytes }] = await once(node, "message");
  const folder = await mkdtemp(join(tmpdir(), "connect-"));
  console.log(
    `${cpus()[0].model}, Node ${process.version}, ${ROUNDS} rounds; metadata of ${bytes.toLocaleString("en")} bytes\n`,
  );
  const times = { first: [], again: [], theirs: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await rm(folder, { recursive: true });
      times.first.push(await timed("ours", url, folder));
      if ((await readdir(folder)).length !== 1) throw new Error("nothing was kept");
      times.again.push(await timed("ours", url, folder));
      times.theirs.push(await timed("theirs", url));
    }
  } finally {
    node.kill();
    await rm(folder, { recursive: true, force: true });
  }
  console.log("                               processor time, ms            all, ms     on the line, kB");
  row("first connection", times.first);
  row("second, from the folder", times.again);
  row("@polkadot/api", times.theirs);
}

async function timed(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [self, ...args], { timeout: 60_000 });
  return JSON.parse(stdout);
}

async function connectOnce(library, [url, folder]) {
  const started = performance.now();
  const { close, received } = library === "ours" ? await ours(url, folder) : await theirs(url);
  const all = performance.now() - started;
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ all, processor: (user + system) / 1000, received: await received() }));
  await close();
  process.exit();
}

async function ours(url, metadataCache) {
  const { SubtensorClient } = await import("../dist/index.js");
  const client = await SubtensorClient.connect(url, { metadataCache, timeoutMs: 60_000 });
  return { close: () => client.close(), received: () => client.chain.rpc("bench_sent") };
}

async function theirs(url) {
  const { ApiPromise, WsProvider } = await import("@polkadot/api");
  const provider = new WsProvider(url);
  const api = await ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true });
  return { close: () => api.disconnect(), received: () => provider.send("bench_sent", []) };
}

function row(name, runs) {
  const cell = (key, scale = 1) => {
    const sorted = runs.map((run) => run[key] / scale).sort((a, b) => a - b);
    const [least, median, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((value) =>
      value.toFixed(0),
    );
    return `${median} (${least}–${most})`.padStart(20);
  };
  console.log(`${name.padEnd(26)}${cell("processor")}${cell("all")}${cell("received", 1000)}`);
}

async function serve(file) {
  const { WebSocketServer } = await import("ws");
  const metadata = file === "localnet" ? await localnetMetadata() : await readFile(file);
  const versionOf = (bytes) => bytes[4];
  const specVersion = Number(/-(\d+)\./.exec(file)?.[1] ?? 425); // as the file is named
  const length = Buffer.alloc(4);
  length.writeUInt32LE((metadata.length << 2) | 2);
  const optional = `0x01${length.toString("hex")}${metadata.toString("hex")}`;
  const zeros = `0x${"00".repeat(32)}`;
  const header = { parentHash: zeros, number: "0x1", stateRoot: zeros, extrinsicsRoot: zeros, digest: { logs: [] } };
  const version = {
    specName: "node-subtensor",
    implName: "node-subtensor",
    authoringVersion: 1,
    implVersion: 1,
    apis: [METADATA_API],
  };
  const answers = {
    chain_getBlockHash: () => GENESIS,
    chain_getHeader: () => header,
    state_getRuntimeVersion: () => ({ ...version, specVersion, transactionVersion: 1, stateVersion: 1 }),
    state_getStorageHash: () => `0x${"22".repeat(32)}`,
    state_call: ([name, argument]) => {
      if (name === "Metadata_metadata_versions") return `0x04${versionOf(metadata).toString(16)}000000`;
      return Number.parseInt(argument.slice(2, 4), 16) === versionOf(metadata) ? optional : "0x00";
    },
    chain_subscribeNewHeads: () => "heads",
    state_subscribeRuntimeVersion: () => "version",
    system_chain: () => "Bench",
    system_properties: () => ({ ss58Format: 42, tokenDecimals: 9, tokenSymbol: "TAO" }),
    rpc_methods: () => ({ methods: Object.keys(answers) }),
  };
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => {
    let sent = 0;
    socket.on("message", (text) => {
      const { id, method, params } = JSON.parse(text);
      const result = method === "bench_sent" ? sent : (answers[method]?.(params) ?? null);
      const reply = JSON.stringify({ jsonrpc: "2.0", id, result });
      sent += reply.length;
      setTimeout(() => socket.send(reply), ROUND_TRIP_MS + reply.length / BYTES_PER_MS);
    });
  });
  await once(server, "listening");
  process.send({ url: `ws://127.0.0.1:${server.address().port}`, bytes: metadata.length });
}

async function localnetMetadata() {
  const { startLocalnet } = await import("@taostack/localnet");
  const { SubtensorClient } = await import("../dist/index.js");
  const net = await startLocalnet({ mode: "manual" });
  const client = await SubtensorClient.connect(net.url, { metadataCache: false, timeoutMs: 60_000 });
  const optional = await client.chain.rpc("state_call", ["Metadata_metadata_at_version", "0x10000000"]);
  await client.close();
  await net.stop();
  return Buffer.from(optional.slice(2 + 2 + 8), "hex");
}
