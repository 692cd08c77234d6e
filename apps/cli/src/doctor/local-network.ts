import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.js";
import { networkFolder } from "../network/up-file.js";
import { type Finding, notesOf } from "./finding.js";

const TIMEOUT_MS = 5_000;

/** The gateway of the network that runs in this folder; nothing where none does. */
export async function checkGateway(context: Context): Promise<Finding[]> {
  const notes = notesOf("gateway");
  const running = await context.upFile();
  if (running === undefined) return staleFile(context);
  const { url, apiKey } = running.gateway;
  try {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await ready.body?.cancel();
    if (!ready.ok)
      return [
        notes.warn(
          `${url} says that it is not ready (${ready.status}).`,
          "Give it a minute; then look into .taostack/logs.",
        ),
      ];
    const headers = { authorization: `Bearer ${apiKey}` };
    const models = await fetch(`${url}/v1/models`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await models.body?.cancel();
    if (models.ok) return [notes.ok(`${url} is ready, and takes the key of this network`)];
    return [
      notes.fail(
        `${url} does not take the key of this network (${models.status}).`,
        "Stop `tao up` and start it again.",
      ),
    ];
  } catch {
    return [notes.fail(`${url} does not answer.`, "Stop `tao up` and start it again; its log is in .taostack/logs.")];
  }
}

async function staleFile({ surroundings: { cwd } }: Context): Promise<Finding[]> {
  const file = join(networkFolder(cwd), "up.json");
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  const notes = notesOf("gateway");
  return isThere ? [notes.warn(`${file} is of a network that is gone.`, "It does no harm; `tao up` replaces it.")] : [];
}
