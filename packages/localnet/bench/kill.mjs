// Kills a chain many times at random moments, and checks after each what its folder holds: `node bench/kill.mjs 200`.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startLocalnet } from "../dist/index.js";
import { balancesOf, digestOfState } from "./issuance.mjs";

const CHILD = fileURLToPath(new URL("kill-child.mjs", import.meta.url));

/** Lets a chain run in the folder, kills it at a random moment after its first block, and gives what it told. */
async function runAndKill(statePath) {
  const child = spawn(process.execPath, [CHILD, statePath], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  let last;
  let transfers = 0;
  let epochs = 0;
  let doomed = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const [number, hash, digest, worked, ran] = line.split(" ");
    // The last line may be torn.
    if (ran !== undefined) {
      last = { number: Number(number), hash, digest };
      transfers += Number(worked);
      epochs += Number(ran);
    }
    if (!doomed) setTimeout(() => child.kill("SIGKILL"), Math.random() * 400);
    doomed = true;
  }
  await exited;
  if (last === undefined) throw new Error("the chain told of no block");
  return { last, transfers, epochs };
}

/** @returns what is wrong, if something is. */
async function inspect(statePath, last) {
  const net = await startLocalnet({ mode: "manual", statePath });
  try {
    const ahead = net.blockNumber - last.number;
    const hash = await net.request("chain_getBlockHash", last.number);
    if (ahead < 0 || hash !== last.hash) return `block ${last.number} was told and is lost`;
    if ((await digestOfState(net, hash)) !== last.digest) return `the state of block ${last.number} is not what it was`;
    const { total, issuance } = await balancesOf(net);
    if (total !== issuance) return `balances add up to ${total}, the issuance is ${issuance}`;
    await net.mine();
    return undefined;
  } finally {
    await net.stop();
  }
}

const kills = Number(process.argv[2] ?? 200);
const statePath = await mkdtemp(join(tmpdir(), "localnet-kill-"));
const told = { blocks: 0, transfers: 0, epochs: 0 };
for (let kill = 1; kill <= kills; kill += 1) {
  const { last, transfers, epochs } = await runAndKill(statePath);
  const wrong = await inspect(statePath, last);
  if (wrong) throw new Error(`after kill ${kill}: ${wrong}; the folder is ${statePath}`);
  told.blocks = last.number;
  told.transfers += transfers;
  told.epochs += epochs;
}
await rm(statePath, { recursive: true });
if (told.transfers === 0 || told.epochs === 0) throw new Error(`nothing to lose: ${JSON.stringify(told)}`);
console.log(
  `${kills} kills during ${told.blocks} blocks with ${told.transfers} transfers and ${told.epochs} epochs: ` +
    "every block that was told is there with the state that it had, and balances add up to the issuance",
);
