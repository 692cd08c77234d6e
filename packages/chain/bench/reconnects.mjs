// Soaks the connection: it is cut again and again, with a read and a watch each time, and nothing may stay behind.
// `node --expose-gc bench/reconnects.mjs [cuts]`; prints heap, sockets and timers. The chain runs in a process of its own, as it keeps
// its blocks. The heap grows by a kilobyte a cut for some hundred cuts: that is code which V8 optimises, as two heap snapshots show. With
// `--no-opt --no-sparkplug` it stays the same to 0.1 MB.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startLocalnet } from "@taostack/localnet";
import { createKeypairFromUri } from "@taostack/wallet";
import { SubtensorClient } from "../dist/index.js";
import { TcpRelay } from "../dist/testing/index.js";

const CUTS = Number(process.argv[2] ?? 2_000);
const LINES = 10;

if (process.argv[2] === "chain") await runChain();
else await soak();

async function runChain() {
  const net = await startLocalnet({ mode: "manual" });
  process.on("message", async () => {
    await net.mine(1);
    process.send(net.blockNumber);
  });
  process.on("disconnect", () => net.stop());
  process.send(net.url);
}

async function soak() {
  const chain = fork(fileURLToPath(import.meta.url), ["chain"]);
  const [url] = await once(chain, "message");
  const mine = async () => {
    const mined = once(chain, "message");
    chain.send("mine");
    return (await mined)[0];
  };
  const relay = await TcpRelay.start(url);
  const alice = await createKeypairFromUri("//Alice");

  const connecting = process.hrtime.bigint();
  const client = await SubtensorClient.connect(relay.url, { timeoutMs: 60_000 });
  const first = milliseconds(connecting);
  const again = process.hrtime.bigint();
  const second = await SubtensorClient.connect(url, { timeoutMs: 60_000 });
  console.log(`first connect ${first} ms, second in this process ${milliseconds(again)} ms`);
  await second.close();

  let heads = 0;
  client.blocks.watch(() => (heads += 1));
  console.log("    cuts   heap MB   sockets   timers   connections   heads seen");
  try {
    for (let cut = 0; cut <= CUTS; cut++) {
      if (cut % Math.max(1, Math.floor(CUTS / LINES)) === 0) report(cut, relay, heads);
      relay.cut();
      await client.balances.of(alice.address);
      await client.blocks.waitFor(await mine(), { timeoutMs: 60_000 });
    }
  } finally {
    await client.close();
    await relay.stop();
    chain.disconnect();
    await once(chain, "exit");
  }
  console.log(
    `after closing: ${
      process
        .getActiveResourcesInfo()
        .filter((name) => name !== "TTYWrap")
        .join(", ") || "nothing open"
    }`,
  );
}

function report(cut, relay, heads) {
  globalThis.gc?.();
  const open = process.getActiveResourcesInfo();
  const count = (name) => open.filter((each) => each === name).length;
  const heap = (process.memoryUsage().heapUsed / 2 ** 20).toFixed(1);
  const cells = [cut, heap, count("TCPSocketWrap"), count("Timeout"), relay.connections, heads];
  console.log([8, 10, 10, 9, 14, 13].map((width, index) => String(cells[index]).padStart(width)).join(""));
}

function milliseconds(since) {
  return Math.round(Number(process.hrtime.bigint() - since) / 1e6);
}
