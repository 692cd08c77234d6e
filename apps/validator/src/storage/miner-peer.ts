import { createStoragePeer, type StoragePeer } from "@taostack/commodities";
import { isCodedError } from "@taostack/primitives";
import type { CallOptions } from "@taostack/protocol";
import type { AskOptions, CallableMiner } from "../miners/link.js";

/** Storage over the pool's channel to a miner. */
export interface MinerPeer extends StoragePeer {
  /** Whether a call failed for a reason that is not the miner's: then nothing of the visit counts. */
  readonly excused: boolean;
}

/** Calls that name no time of their own have `timeoutMs`. */
export function createMinerPeer(miner: CallableMiner, ask: AskOptions): MinerPeer {
  let excused = false;
  const call = async <T>(work: (peer: StoragePeer, left: CallOptions) => Promise<T>, options?: CallOptions) => {
    const { signal = ask.signal, timeoutMs = ask.timeoutMs } = options ?? {};
    try {
      return await miner.call((channel, left) => work(createStoragePeer(channel), left), { signal, timeoutMs });
    } catch (error) {
      excused ||= ask.signal.aborted || isCodedError(error, "validator/miner_excused");
      throw error;
    }
  };
  return {
    get excused() {
      return excused;
    },
    put: (id, data, lease, options) => call((peer, left) => peer.put(id, data, lease, left), options),
    renew: (ids, lease, options) => call((peer, left) => peer.renew(ids, lease, left), options),
    get: (id, bytes, options) => call((peer, left) => peer.get(id, bytes, left), options),
    audit: (request, options) => call((peer, left) => peer.audit(request, left), options),
    delete: (ids, options) => call((peer, left) => peer.delete(ids, left), options),
    stats: (options) => call((peer, left) => peer.stats(left), options),
  };
}
