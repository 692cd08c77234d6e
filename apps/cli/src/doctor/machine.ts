import { statfs } from "node:fs/promises";
import type { Context } from "../context.js";
import { freePortFrom } from "../network/ports.js";
import { type Finding, notesOf } from "./finding.js";

/** As `engines` of the package says. */
const LEAST_NODE = [20, 19] as const;

export function checkNode(version: string): Finding {
  const notes = notesOf("node");
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
    ? notes.ok(`Node ${version}`)
    : notes.fail(`Node ${version} is too old.`, `Install Node ${LEAST_NODE.join(".")} or newer.`);
}

const GIB = 2 ** 30;
const LITTLE = 1 * GIB;
const TOO_LITTLE = GIB / 10;

/** Room for a chain, logs and what a storage miner holds. */
export async function checkDisk(folder: string): Promise<Finding> {
  const notes = notesOf("disk");
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const message = `${(free / GIB).toFixed(1)} GiB free in ${folder}`;
  const remedy = "Make room, or run where there is more.";
  if (free < TOO_LITTLE) return notes.fail(message, remedy);
  return free < LITTLE ? notes.warn(message, remedy) : notes.ok(message);
}

/** What `tao up` asks for if nobody says otherwise. */
const PORTS = [
  { port: 9944, flag: "--chain-port", what: "chain" },
  { port: 8080, flag: "--port", what: "gateway" },
] as const;

/** A port that the network in this folder has is no trouble; one that others have only moves ours. */
export async function checkPorts(context: Context): Promise<Finding[]> {
  const notes = notesOf("ports");
  const running = await context.upFile();
  const ours =
    running === undefined ? [] : [running.chain.url, running.gateway.url].map((url) => Number(new URL(url).port));
  return Promise.all(
    PORTS.map(async ({ port, flag, what }) => {
      if (ours.includes(port)) return notes.ok(`${port} is the ${what} of the network that runs here`);
      if ((await freePortFrom(port, "127.0.0.1")) === port)
        return notes.ok(`${port} is free for the ${what} of \`tao up\``);
      return notes.warn(
        `${port} is in use by another program.`,
        `\`tao up\` takes the next free port; ${flag} chooses one.`,
      );
    }),
  );
}
