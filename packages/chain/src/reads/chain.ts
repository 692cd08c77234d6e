import { fromHex } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { chainError } from "../errors.js";
import { headOf } from "../runtime/block-header.js";
import { decodeExtrinsic } from "../runtime/decode-extrinsic.js";
import { decodeEvents, type EventRecord } from "../transactions/events.js";
import type { SignedBlock } from "../transactions/find.js";
import type { Readers } from "./readers.js";

interface BlockChoice {
  readonly number: number | undefined;
  readonly hash: string | undefined;
}

export const chain: Readers<"chain"> = {
  head: async (chain) => headAt(await chosen(chain, { number: undefined, hash: undefined })),
  finalized: async (chain) => {
    const hash = await chain.rpc<string>("chain_getFinalizedHead");
    return headOf(chain.runtime, await chain.rpc("chain_getHeader", [hash]));
  },
  version: async (chain) => {
    const { genesisHash, specVersion } = chain.runtime;
    const [name, { specName }] = await Promise.all([
      chain.rpc<string>("system_chain"),
      chain.rpc<{ specName: string }>("state_getRuntimeVersion"),
    ]);
    const blockTimeMs = Number(chain.constant<bigint>("Aura", "SlotDuration"));
    return { chain: name, specName, specVersion, genesis: genesisHash, blockTimeMs };
  },
  block: async (chain, choice) => {
    const at = await chosen(chain, choice);
    const [{ block }, head, events] = await Promise.all([
      chain.rpc<SignedBlock>("chain_getBlock", [at.pinned!.hash]),
      headAt(at),
      eventsAt(at),
    ]);
    const succeeded = new Set(
      events
        .filter(({ event }) => event.pallet === "System" && event.name === "ExtrinsicSuccess")
        .map(({ extrinsicIndex }) => extrinsicIndex),
    );
    const extrinsics = block.extrinsics.map((hex, index) => ({
      index,
      ...decodeExtrinsic(at.runtime, hex),
      success: succeeded.has(index),
    }));
    return { ...head, parentHash: (block.header as { parentHash: string }).parentHash, extrinsics };
  },
  events: async (chain, choice) =>
    (await eventsAt(await chosen(chain, choice))).map(({ extrinsicIndex, event }) => ({ ...event, extrinsicIndex })),
  constant: (chain, { pallet, name }) => chain.constant(pallet, name),
  storage: (chain, { pallet, item, keys }) => chain.query(pallet, item, keys),
  storageEntries: async (chain, { pallet, item, keys, most }) => {
    const found = await chain.entries(pallet, item, keys, most + 1);
    if (found.length > most) throw tooManyEntries(`${pallet}.${item}`, most);
    return found.map(([keys, value]) => ({ keys, value }));
  },
  runtimeCall: (chain, { api, method, args }) => chain.runtimeCall(api, method, args),
  names: (chain) => chain.runtime.names(),
  account: async (chain, { address }) => Number(await chain.rpc("system_accountNextIndex", [address])),
  health: async (chain) => {
    const [{ peers, isSyncing }, head, final] = await Promise.all([
      chain.rpc<{ peers: number; isSyncing: boolean }>("system_health"),
      chosen(chain, { number: undefined, hash: undefined }).then(headAt),
      chain.rpc<string>("chain_getFinalizedHead").then((hash) => chain.rpc("chain_getHeader", [hash])),
    ]);
    return {
      peers,
      isSyncing,
      finalityLag: Math.max(0, head.number - headOf(chain.runtime, final).number),
      secondsSinceBlock: (Date.now() - head.timestampMs) / 1000,
    };
  },
};

/** The block of the arguments, of the reader, or the newest. */
async function chosen(chain: ChainReader, { number, hash }: BlockChoice): Promise<ChainReader> {
  const block = hash ?? number;
  if (block !== undefined) return chain.at(block);
  return chain.pinned === undefined ? chain.at(await chain.rpc<string>("chain_getBlockHash")) : chain;
}

async function headAt(at: ChainReader) {
  const { number, hash } = at.pinned!;
  return { number, hash, timestampMs: Number(await at.query<bigint>("Timestamp", "Now")) };
}

async function eventsAt(at: ChainReader): Promise<EventRecord[]> {
  const key = at.runtime.storage("System", "Events").key([]);
  const stored = await at.rpc<string | null>("state_getStorage", [key, at.pinned!.hash]);
  return decodeEvents(at.runtime, fromHex(stored ?? "0x00"));
}

const tooManyEntries = (argument: string, most: number) =>
  chainError({ code: "chain/invalid_argument", argument }, `${argument} has more than ${most} entries.`, {
    remedy: "Give more of the keys, or allow more entries.",
  });
