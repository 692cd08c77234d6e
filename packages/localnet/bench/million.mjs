// Mines a million blocks and fails if memory, or the state folder, grows: `node bench/million.mjs [blocks] [folder]`.
import assert from "node:assert/strict";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { devAccounts, startLocalnet } from "../dist/index.js";
import { memoryMb } from "./memory.mjs";

const BLOCKS_PER_TRANSFER = 100;
const REPORTS = 20;
const STATE_HISTORY = 256;
/** Balances.transfer_keep_alive of 1,000,000 rao to //Bob. */
const TRANSFER = "0x0503008eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a4802093d00";
/** Between two looks the collector and the tree's nodes leave a little more or less. */
const TOLERANCE_MB = 12;
/** The folder breathes: logs grow up to their bound before those behind the history go. */
const TOLERANCE_FOLDER = 1.5;

const [blocks = "1000000", folder] = process.argv.slice(2);
const statePath = folder && join(folder, `million-${process.pid}`);
if (statePath) await mkdir(statePath, { recursive: true });
const net = await startLocalnet({ mode: "manual", statePath });
const [alice] = devAccounts;
net.impersonate(alice.address);

async function mineWithTransfers(count) {
  for (let left = count; left > 0; left -= BLOCKS_PER_TRANSFER) {
    net.sendAs(alice.address, TRANSFER);
    await net.mine(Math.min(left, BLOCKS_PER_TRANSFER));
  }
}

async function folderMb() {
  if (!statePath) return 0;
  const sizes = await Promise.all((await readdir(statePath)).map((name) => stat(join(statePath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
}

/** The oldest state of the window answers; the one before is gone, as on a node that prunes. */
async function checkWindow() {
  const hashAt = (ago) => net.request("chain_getBlockHash", net.blockNumber - ago);
  const numberKey = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
  const oldest = await net.request("state_getStorage", numberKey, await hashAt(STATE_HISTORY - 1));
  const number = Buffer.from(oldest.slice(2), "hex").readUInt32LE();
  assert.equal(number, net.blockNumber - STATE_HISTORY + 1);
  const pruned = net.request("state_getStorage", numberKey, await hashAt(STATE_HISTORY));
  await assert.rejects(pruned, {
    data: { code: "localnet/rpc", rpcCode: 4003 },
  });
}

const looks = [];
const chunk = Math.ceil(Number(blocks) / REPORTS);
for (let report = 1; report <= REPORTS; report += 1) {
  const began = process.cpuUsage();
  await mineWithTransfers(chunk);
  const { user, system } = process.cpuUsage(began);
  await checkWindow();
  const look = { ...memoryMb(), folder: await folderMb() };
  looks.push(look);
  const rate = Math.round((chunk * 1e6) / (user + system));
  const disk = statePath ? `, folder ${look.folder.toFixed(1)} MB` : "";
  console.log(
    `block ${net.blockNumber}: heap ${look.heap} MB, resident ${look.rss} MB${disk}; ${rate} blocks per CPU second`,
  );
}
await net.stop();
if (statePath) await rm(statePath, { recursive: true });

// Memory goes up and down with tables that are emptied when they are full: the heights of both halves are compared.
const half = REPORTS / 2;
const highest = (part, from) => Math.max(...looks.slice(from, from + half).map((look) => look[part]));
const [early, late] = [highest("heap", 0), highest("heap", half)];
assert.ok(late <= early + TOLERANCE_MB, `the heap grew from ${early} to ${late} MB`);
const [earlyFolder, lateFolder] = [highest("folder", 0), highest("folder", half)];
assert.ok(lateFolder <= TOLERANCE_FOLDER * earlyFolder, `the folder grew from ${earlyFolder} to ${lateFolder} MB`);
console.log(
  `${chunk * REPORTS} blocks: memory${statePath ? " and folder are" : " is"} bounded, the history of states whole`,
);
