// Runs random calls of the right types, as root's key and as others: `node bench/fuzz-calls.mjs 20000 [seed]`. They may
// fail or work; none may meet a defect or a hang, and what all accounts hold stays what the chain says that there is.
import { decodeAddress } from "@taostack/primitives";
import { devAccounts, startLocalnet } from "../dist/index.js";
import { balancesOf } from "./issuance.mjs";
import { createCalls } from "./random-calls.mjs";

const [count = 20_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const CALLS_PER_BLOCK = 8;
const broken = new Map();
const error = (message, { pallet = "", call = "", error: cause } = {}) => {
  const where = `${message} ${pallet}.${call}`;
  if (!broken.has(where)) broken.set(where, cause?.stack ?? "");
};
const logger = { debug() {}, info() {}, warn() {}, error, child: () => logger };
const net = await startLocalnet({ mode: "manual", seed: "calls", startTimeMs: 1_750_000_000_000, tempo: 20, logger });
const built = await net.subnet({ miners: 3, validators: 2, weights: true, tempo: 20 });
const neurons = [...built.miners, ...built.validators, built.owner].flatMap(({ coldkey, hotkey }) => [coldkey, hotkey]);
const senders = [...devAccounts.map(({ address }) => address), ...neurons];
for (const sender of senders) net.impersonate(sender);
const nextCall = createCalls({ seed, accounts: senders.map((address) => decodeAddress(address)) });

const told = { worked: 0, failed: 0, refused: 0 };
net.onBlock(({ transactions }) => {
  for (const { error: failure } of transactions) told[failure === undefined ? "worked" : "failed"] += 1;
});
for (let sent = 0; sent < count; sent += 1) {
  const call = nextCall();
  try {
    net.sendAs(senders[sent % senders.length], `0x${Buffer.from(call).toString("hex")}`);
  } catch (refusal) {
    if (refusal.data?.code !== "localnet/rpc")
      error(`a call was not refused but broke: ${refusal.message}`, { error: refusal });
    told.refused += 1;
  }
  if (sent % CALLS_PER_BLOCK === 0) await net.mine();
  if (sent % 500 === 0) await checkBooks();
}
await net.mine();
await net.stop();
console.log(
  `seed ${seed}: ${count} random calls, ${told.worked} worked, ${told.failed} failed, ${told.refused} refused`,
);
for (const [where, stack] of [...broken].slice(0, 10)) console.log(`${where}\n${stack}`);
if (broken.size > 0) throw new Error(`${broken.size} defects`);

async function checkBooks() {
  const { total, issuance } = await balancesOf(net);
  if (total !== issuance) error(`balances add up to ${total}, the issuance is ${issuance}`);
}
