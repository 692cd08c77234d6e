import type { SubtensorClient } from "./client.js";
import { chainError } from "./errors.js";

/** The uid of a hotkey that has to have one. @throws `chain/not_registered`. */
export async function requireRegistration(client: SubtensorClient, netuid: number, hotkey: string): Promise<number> {
  const uid = await client.neurons.uid(netuid, hotkey);
  if (uid !== undefined) return uid;
  throw chainError(
    { code: "chain/not_registered", netuid, hotkey },
    `The hotkey ${hotkey} is not registered on subnet ${netuid}.`,
    { remedy: "Register it with its coldkey, and start again." },
  );
}
