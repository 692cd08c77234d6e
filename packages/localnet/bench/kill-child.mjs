// A chain with transfers and epochs that tells each block on its standard output, until it is killed.
import { devAccounts, startLocalnet } from "../dist/index.js";

const [statePath] = process.argv.slice(2);
const [alice] = devAccounts;
const net = await startLocalnet({ mode: "manual", statePath, tempo: 5 });
net.impersonate(alice.address);
net.onBlock(({ number, hash }) => process.stdout.write(`${number} ${hash}\n`));
const bobHex = "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48";
for (;;) {
  // Balances.transfer_keep_alive of 1,000,000 rao to //Bob.
  for (let sent = 0; sent < 3; sent += 1) net.sendAs(alice.address, `0x050300${bobHex}02093d00`);
  await net.mine();
}
