// Mines many blocks with a transfer in every hundredth and epochs, in a folder, and watches memory and disk:
// `node bench/million.mjs 1000000`. Fails if either keeps growing.
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { devAccounts, startLocalnet } from "../dist/index.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const MIB = 2 ** 20;
const SAMPLES = 10;

const blocks = Number(process.argv[2] ?? 1_000_000);
const statePath = await mkdtemp(join(tmpdir(), "localnet-million-"));
const net = await startLocalnet({ mode: "manual", statePath, tempo: 360 });
const [alice, bob] = devAccounts;
net.impersonate(alice.address);
const bobHex = Buffer.from(
  net.client.query.System.Account.entries()
    .find(([[id]]) => id.startsWith("0x8eaf"))[0][0]
    .slice(2),
  "hex",
);
const transfer = `0x050300${bobHex.toString("hex")}02093d00`;

async function folderBytes() {
  const sizes = await Promise.all((await readdir(statePath)).map((name) => stat(join(statePath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function sample() {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / MIB, rss: rss / MIB, disk: (await folderBytes()) / MIB };
}

/** A block within the window can be read, one far behind it cannot. */
async function checkWindow() {
  net.client.at(net.blockNumber - 200).query.System.Number.get();
  const old = await net.request("chain_getBlockHash", net.blockNumber - 2_000);
  const gone =
    old === null ||
    (await net.request("state_getStorage", "0x00", old).then(
      () => false,
      () => true,
    ));
  if (!gone) throw new Error("state far behind the window is still there");
}

const samples = [];
const began = performance.now();
for (let part = 1; part <= SAMPLES; part += 1) {
  for (let made = 0; made < blocks / SAMPLES; made += 100) {
    net.sendAs(alice.address, transfer);
    await net.mine(100);
  }
  await checkWindow();
  samples.push(await sample());
  const { heap, rss, disk } = samples.at(-1);
  console.log(
    `${String(net.blockNumber).padStart(9)}  heap ${heap.toFixed(0)} MiB  rss ${rss.toFixed(0)} MiB  folder ${disk.toFixed(0)} MiB`,
  );
}
const rate = blocks / ((performance.now() - began) / 1000);
await net.stop();
await rm(statePath, { recursive: true });
const [first, last] = [samples[1], samples.at(-1)];
console.log(
  `${blocks} blocks at ${rate.toFixed(0)} a second, each on disk before it was told; ${bob.name} got ${blocks / 100} transfers`,
);
if (last.heap > first.heap * 1.25 + 16 || last.disk > first.disk * 2 + 64)
  throw new Error("memory or folder keeps growing");
