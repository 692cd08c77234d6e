// A chain with transfers and epochs that tells each block on its standard output, until it is killed: its number, its
// hash, a digest of its whole state, how many transfers worked, and how many epochs ran.
import { devAccounts, startLocalnet } from "../dist/index.js";
import { digestOfState } from "./issuance.mjs";

const SUBNETS = 2;
const TEMPO = 5;
/** Balances.transfer_keep_alive of 1,000,000 rao to //Bob. */
const TRANSFER = "0x0503008eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a4802093d00";

const [statePath] = process.argv.slice(2);
const [alice] = devAccounts;
const net = await startLocalnet({ mode: "manual", statePath, tempo: TEMPO });
net.impersonate(alice.address);
await buildSubnets();
for (;;) {
  for (let sent = 0; sent < 3; sent += 1) net.sendAs(alice.address, TRANSFER);
  await mine();
}

/** All before the first block is told of: a subnet is written into the block that is there, which then is not what was told. */
async function buildSubnets() {
  for (let built = 0; built < SUBNETS && net.blockNumber === 0; built += 1) {
    await net.subnet({ name: `Killed${built}`, miners: 3, validators: 2, weights: true, tempo: TEMPO });
  }
}

async function mine() {
  let report;
  const off = net.onBlock((block) => {
    report = block;
  });
  await net.mine();
  off();
  const { number, hash, transactions, epochs } = report;
  const worked = transactions.filter(({ error }) => error === undefined).length;
  process.stdout.write(`${number} ${hash} ${await digestOfState(net, hash)} ${worked} ${epochs.length}\n`);
}
