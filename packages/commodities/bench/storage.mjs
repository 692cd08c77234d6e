// What the storage market costs: the erasure code beside plain arithmetic, audits, and a large file put to and got from ten miners over
// gRPC on loopback, all in this process, then got again with six of them gone. Arguments: MiB of the file (256).
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import {
  answerAudit,
  auditFault,
  createStoragePeer,
  ErasureCode,
  PieceStore,
  pieceId,
  StorageClient,
  serveStorage,
} from "@taostack/commodities";
import { AuditResponse, connectNeuron, startNeuronServer } from "@taostack/protocol";
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

/** Time by the clock, and time of the processor by all threads: the second says what the first would be on a machine of its own. */
async function measured(work) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}

const cpuOf = ({ cpuMs }) => `${(cpuMs / fileMib).toFixed(1)} ms of CPU per MiB`;

const shared = { host: "127.0.0.1", genesisHash: new Uint8Array(32), netuid: 1 };

async function startMiner(folder, signer, validator) {
  const store = await PieceStore.open(folder);
  const { address } = signer;
  const services = [serveStorage(store)];
  const server = await startNeuronServer({
    ...shared,
    port: 0,
    signer,
    services,
    authorize: () => "allow",
    describe: () => ({}),
  });
  const channel = await connectNeuron({ ...shared, port: server.port, signer: validator, peerHotkey: address });
  const stop = async () => {
    channel.close();
    await server.stop();
    await store.close();
  };
  const miner = { hotkey: address, coldkey: `c-${address}`, host: `h-${address}`, peer: createStoragePeer(channel) };
  return { stop, miner };
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
  const folder = mkdtempSync(join(tmpdir(), "taostack-storage-"));
  let highWater = 0;
  const watch = setInterval(() => {
    highWater = Math.max(highWater, process.memoryUsage().rss);
  }, 20);
  const validator = await createKeypairFromUri("//Alice");
  const signers = await Promise.all(Array.from({ length: n }, (_, index) => createKeypairFromUri(`//Miner${index}`)));
  const running = await Promise.all(
    signers.map((signer, index) => startMiner(join(folder, `${index}`), signer, validator)),
  );
  const miners = running.map(({ miner }) => miner);
  const client = new StorageClient({ k, n }, { miners });
  const before = createHash("sha256");
  const readAll = async () => {
    const digest = createHash("sha256");
    const took = await measured(async () => {
      for await (const part of client.get("file")) digest.update(part);
    });
    return { ...took, digest: digest.digest("hex") };
  };
  try {
    const put = await measured(() => client.put("file", source(before)));
    const expected = before.digest("hex");
    console.log(
      `put ${fileMib} MiB              ${rate(fileMib, put.ms)} of the file, ${rate((fileMib * n) / k, put.ms)} stored, ${cpuOf(put)}`,
    );
    const first = await readAll();
    console.log(
      `get                      ${rate(fileMib, first.ms)}, ${cpuOf(first)}, ${first.digest === expected ? "intact" : "DAMAGED"}`,
    );
    await Promise.all(running.splice(0, n - k).map(({ stop }) => stop()));
    const second = await readAll();
    console.log(
      `get, ${n - k} of ${n} gone        ${rate(fileMib, second.ms)}, ${cpuOf(second)}, ${second.digest === expected ? "intact" : "DAMAGED"}`,
    );
    if (first.digest !== expected || second.digest !== expected) process.exitCode = 1;
  } finally {
    clearInterval(watch);
    await Promise.all(running.map(({ stop }) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`memory, high water       ${(highWater / MIB).toFixed(0)} MiB`);
}

benchCode();
benchAudit();
await benchNetwork();
