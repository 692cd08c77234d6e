import { GENESIS_HASHES, NETWORKS, SubtensorClient, whatIsMissing } from "@taostack/chain";
import { CodedError, describeError, isCodedError, toHex } from "@taostack/primitives";
import type { Context } from "../context.js";
import { duration, grouped } from "../view/format.js";
import { type Finding, notesOf } from "./finding.js";

/** Whether the chain answers, which one it is, whether it goes on, what it lacks, and how this machine's clock stands to it. */
export async function checkChain(context: Context, waitMs: number): Promise<Finding[]> {
  const notes = notesOf("chain");
  const network = await context.network();
  const begun = performance.now();
  let client: SubtensorClient;
  try {
    client = await SubtensorClient.connect(network);
  } catch (error) {
    return [unreachable(network, error)];
  }
  try {
    const connected = `${client.endpoint} answers in ${duration(performance.now() - begun)}; runtime ${client.specVersion}`;
    return [notes.ok(connected), identity(client), lacks(client), ...(await progress(client, waitMs))];
  } catch (error) {
    return [unreachable(network, error)];
  } finally {
    await client.close();
  }
}

function unreachable(network: string, error: unknown): Finding {
  const notes = notesOf("chain");
  const remedy = isCodedError(error) ? error.remedy : undefined;
  const what = error instanceof CodedError ? error.message : describeError(error);
  return notes.fail(what, remedy ?? `Check the connection, or choose another chain than ${network} with --network.`);
}

function identity({ genesisHash }: SubtensorClient): Finding {
  const notes = notesOf("chain");
  const genesis = toHex(genesisHash);
  const name = Object.entries(NETWORKS).find(([, url]) => GENESIS_HASHES[url] === genesis)?.[0];
  return notes.ok(
    `genesis ${genesis.slice(0, 18)}…${name === undefined ? ", a chain of someone's own" : `, which is ${name}`}`,
  );
}

/** An operation whose calls or storage the chain does not have fails when it is used. */
function lacks(client: SubtensorClient): Finding {
  const notes = notesOf("chain");
  const missing = whatIsMissing(client);
  if (missing.length === 0) return notes.ok("has everything that the operations use");
  const operations = [...new Set(missing.map(({ operation }) => operation))];
  const some = operations.slice(0, 5).join(", ");
  return notes.warn(
    `lacks ${missing.length} items that ${operations.length} operations may use: ${some}${operations.length > 5 ? ", …" : ""}.`,
    "Those commands may not work there; an update of this program may know the chain's newer ways.",
  );
}

/** Blocks that a healthy chain may let one wait for. */
const PATIENCE_BLOCKS = 3;
/** The time of a block is set before it is sealed and travels; the clock may be as much beside it. */
const CLOCK_TOLERANCE_MS = 5_000;

/** A block that comes while one waits, and the clock against its time. */
async function progress(client: SubtensorClient, waitMs: number): Promise<Finding[]> {
  const notes = notesOf("chain");
  const before = await client.blocks.head();
  const begun = performance.now();
  const timeoutMs = Math.max(1, Math.min(waitMs, PATIENCE_BLOCKS * client.blockTimeMs));
  try {
    await client.blocks.waitFor(before.number + 1, { timeoutMs });
  } catch (error) {
    if (!isCodedError(error, "chain/timeout")) throw error;
    const remedy =
      "It may make blocks on demand, or stand still; try another endpoint with --network, or wait longer with --wait.";
    return [notes.warn(`no block after ${grouped(before.number)} in ${duration(timeoutMs)}.`, remedy)];
  }
  const waited = performance.now() - begun;
  const { number, timestampMs } = await client.blocks.head();
  return [
    notes.ok(`block ${grouped(number)} came after ${duration(waited)}`),
    clock(timestampMs ?? 0, client.blockTimeMs),
  ];
}

/** Others refuse what is signed at another time than theirs. */
export function clock(blockMs: number, blockTimeMs: number, now = Date.now()): Finding {
  const notes = notesOf("clock");
  const ahead = now - blockMs;
  const shown = duration(Math.abs(ahead));
  const remedy = "Let the system keep the time, for instance with chrony or systemd-timesyncd.";
  if (ahead < -CLOCK_TOLERANCE_MS) return notes.fail(`This machine is ${shown} behind the newest block.`, remedy);
  if (ahead > 2 * blockTimeMs + CLOCK_TOLERANCE_MS)
    return notes.warn(`This machine is ${shown} ahead of the newest block.`, remedy);
  return notes.ok(`within ${shown} of the newest block`);
}
