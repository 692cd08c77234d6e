// Prints the milliseconds from the start of this process to the first answer of its chain.
import { startLocalnet } from "../dist/index.js";

const net = await startLocalnet({ mode: "manual" });
const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "system_health", params: [] });
const response = await fetch(net.url.replace("ws", "http"), { method: "POST", body });
await response.json();
console.log(performance.now().toFixed(0));
await net.stop();
