// What the storage market costs: the erasure code beside plain arithmetic, audits, and a large file put to and got from ten miners over
// gRPC on loopback, each a process of its own, then got again with six of them gone. Arguments: MiB of the file (256). The pieces go to
// the system's temporary folder, or to BENCH_FOLDER.
import { fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answerAudit, auditFault, createStoragePeer, ErasureCode, pieceId, StorageClient } from "@taostack/commodities";
import { AuditResponse, connectNeuron } from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";
import { multiply } from "../dist/storage/gf256.js";
import { encodingMatrix } from "../dist/storage/matrix.js";

const MIB = 1024 * 1024;
const fileMib = Number(process.argv[2] ?? 256);
const [k, n] = [4, 10];

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const timed = (work) => {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
};
const times = (rounds, work) => median(Array.from({ length: rounds }, () => timed(work)));
const rate = (mib, ms) => `${((mib * MIB) / 1000 / ms).toFixed(0)} MB/s`;

console.log(`${cpus()[0].model}, ${cpus().length} cores, node ${process.version}; medians`);

function benchCode() {
  const code = new ErasureCode(k, n);
  const chunk = randomBytes(4 * MIB);
  const shards = code.encode(chunk).map((bytes, index) => ({ index, bytes }));
  const parity = shards.slice(n - k);
  console.log(
    `encode ${k} of ${n}          ${rate(
      4,
      times(21, () => code.encode(chunk)),
    )}`,
  );
  console.log(
    `decode from parity only  ${rate(
      4,
      times(21, () => code.decode(parity, chunk.length)),
    )}`,
  );
  console.log(
    `encode, plain tables     ${rate(
      4,
      times(3, () => plainEncode(chunk)),
    )}`,
  );
}

/** A table of products for each coefficient, byte by byte: what one writes first. */
function plainEncode(chunk) {
  const size = chunk.length / k;
  for (const row of encodingMatrix(k, n).slice(k)) {
    const output = new Uint8Array(size);
    for (const [column, coefficient] of row.entries()) {
      const table = Uint8Array.from({ length: 256 }, (_, value) => multiply(coefficient, value));
      const start = column * size;
      for (let at = 0; at < size; at++) output[at] ^= table[chunk[start + at]];
    }
  }
}

function benchAudit() {
  const piece = randomBytes(MIB);
  const id = pieceId(piece);
  const request = { nonce: randomBytes(32), samples: 2 };
  const answer = answerAudit(request.nonce, id, piece, 2);
  console.log(`root of 1 MiB            ${times(51, () => pieceId(piece)).toFixed(2)} ms`);
  console.log(`audit, miner             ${times(51, () => answerAudit(request.nonce, id, piece, 2)).toFixed(2)} ms`);
  const check = () => auditFault(request, { id, bytes: MIB }, answer);
  console.log(`audit, validator         ${times(501, check).toFixed(3)} ms`);
  console.log(`audit, answer            ${AuditResponse.encode({ proofs: [answer] }).length} bytes`);
}

const cpuMsOf = ({ user, system }) => (user + system) / 1000;

/** Time by the clock, and of the processor: of this process with its threads, and of all miners together. */
async function measured(miners, work) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const minersBefore = await cpuOfAll(miners);
  await work();
  const ms = performance.now() - startedAt;
  const minersAfter = await cpuOfAll(miners);
  return { ms, client: cpuMsOf(process.cpuUsage(before)), miners: minersAfter - minersBefore };
}

async function cpuOfAll(miners) {
  const answers = await Promise.all(miners.map(({ usage }) => usage()));
  return answers.reduce((sum, { cpu }) => sum + cpuMsOf(cpu), 0);
}

const perMib = (ms) => (ms / fileMib).toFixed(1);
const cpuOf = ({ client, miners }) => `CPU per MiB: client ${perMib(client)} ms, miners ${perMib(miners)} ms`;

const shared = { host: "127.0.0.1", genesisHash: new Uint8Array(32), netuid: 1 };
const script = fileURLToPath(new URL("support/storage-miner.mjs", import.meta.url));

async function startMiner(folder, uri, validator) {
  const { address } = await createKeypairFromUri(uri);
  const child = fork(script, [folder, uri]);
  const exited = once(child, "exit");
  const [{ port }] = await once(child, "message");
  const channel = await connectNeuron({ ...shared, port, signer: validator, peerHotkey: address });
  const usage = async () => {
    const answer = once(child, "message");
    child.send("usage");
    return (await answer)[0];
  };
  const stop = async () => {
    channel.close();
    if (child.connected) child.disconnect();
    await exited;
  };
  return {
    hotkey: address,
    coldkey: `c-${address}`,
    host: `h-${address}`,
    peer: createStoragePeer(channel),
    usage,
    stop,
  };
}

async function* source(digest) {
  const block = randomBytes(MIB);
  for (let index = 0; index < fileMib; index++) {
    block.writeUInt32BE(index);
    digest.update(block);
    yield Buffer.from(block);
  }
}

async function benchNetwork() {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "taostack-storage-"));
  const high = { client: 0, miner: 0 };
  const watch = setInterval(() => {
    high.client = Math.max(high.client, process.memoryUsage().rss);
  }, 20);
  const validator = await createKeypairFromUri("//Alice");
  const uris = Array.from({ length: n }, (_, index) => `//Miner${index}`);
  const miners = await Promise.all(uris.map((uri, index) => startMiner(join(folder, `${index}`), uri, validator)));
  const client = new StorageClient({ k, n }, { miners });
  const before = createHash("sha256");
  const readAll = async (running) => {
    const digest = createHash("sha256");
    const took = await measured(running, async () => {
      for await (const part of client.get("file")) digest.update(part);
    });
    return { ...took, digest: digest.digest("hex") };
  };
  try {
    const put = await measured(miners, () => client.put("file", source(before)));
    const expected = before.digest("hex");
    const rates = `${rate(fileMib, put.ms)} of the file, ${rate((fileMib * n) / k, put.ms)} stored`;
    console.log(`put ${fileMib} MiB              ${rates}; ${cpuOf(put)}`);
    const usages = await Promise.all(miners.map(({ usage }) => usage()));
    high.miner = Math.max(...usages.map(({ bytes }) => bytes));
    const intact = ({ digest }) => (digest === expected ? "intact" : "DAMAGED");
    const first = await readAll(miners);
    console.log(`get                      ${rate(fileMib, first.ms)}, ${intact(first)}; ${cpuOf(first)}`);
    await Promise.all(miners.slice(0, n - k).map(({ stop }) => stop()));
    const second = await readAll(miners.slice(n - k));
    console.log(`get, ${n - k} of ${n} gone        ${rate(fileMib, second.ms)}, ${intact(second)}; ${cpuOf(second)}`);
    if (first.digest !== expected || second.digest !== expected) process.exitCode = 1;
  } finally {
    clearInterval(watch);
    await Promise.all(miners.map(({ stop }) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
  const mib = (bytes) => `${(bytes / MIB).toFixed(0)} MiB`;
  console.log(`memory, high water       client ${mib(high.client)}, largest miner after the put ${mib(high.miner)}`);
}

benchCode();
benchAudit();
await benchNetwork();
