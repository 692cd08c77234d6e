import {
  type AuditRequest,
  type AuditResponse,
  type CallOptions,
  type NeuronChannel,
  protocolError,
  StorageService,
  type StorageStatsResponse,
} from "@taostack/protocol";
import { encodeInPlace, MAX_PREFIX_BYTES, PreencodedPut } from "./put-message.js";

export interface PutOptions extends CallOptions {
  /** So many bytes before `data`, in its buffer, are free: where they are enough, the message is sent from where the data lies. */
  readonly headroom?: number | undefined;
}

/** A miner as the client of storage sees it. Every call has a time limit. */
export interface StoragePeer {
  /** Once it has succeeded, the memory of `data` is the caller's again: nothing may keep it. */
  put(id: Uint8Array, data: Uint8Array, leaseSeconds: number, options?: PutOptions): Promise<void>;
  /** Keeps pieces longer. When each lease ends, in milliseconds since 1970; undefined for what the miner does not have. */
  renew(ids: readonly Uint8Array[], leaseSeconds: number, options?: CallOptions): Promise<(number | undefined)[]>;
  /** A whole piece of so many bytes. What is longer or shorter is refused. */
  get(id: Uint8Array, bytes: number, options?: CallOptions): Promise<Uint8Array>;
  audit(request: AuditRequest, options?: CallOptions): Promise<AuditResponse>;
  delete(ids: readonly Uint8Array[], options?: CallOptions): Promise<number>;
  stats(options?: CallOptions): Promise<StorageStatsResponse>;
}

/** Storage over an authenticated channel. `timeoutMs` bounds the calls that name no time of their own. */
export function createStoragePeer(channel: Pick<NeuronChannel, "client">, { timeoutMs = 30_000 } = {}): StoragePeer {
  const client = channel.client(StorageService);
  const preencoded = channel.client(PreencodedPut);
  const within = (options?: CallOptions): CallOptions => ({ timeoutMs, ...options });
  return {
    put: async (id, data, leaseSeconds, { headroom = 0, ...options } = {}) => {
      if (headroom < MAX_PREFIX_BYTES) await client.put({ id, data, leaseSeconds }, within(options));
      else await preencoded.put(encodeInPlace(id, data, leaseSeconds), within(options));
    },
    renew: async (ids, leaseSeconds, options) => {
      const { expiresAtSeconds } = await client.renew({ ids, leaseSeconds }, within(options));
      if (expiresAtSeconds.length !== ids.length) throw wrongCount();
      return expiresAtSeconds.map((seconds) => (seconds > 0 ? seconds * 1000 : undefined));
    },
    get: (id, bytes, options) => collect(client.get({ id }, within(options)), bytes),
    audit: (request, options) => client.audit(request, within(options)),
    delete: async (ids, options) => (await client.delete({ ids }, within(options))).deleted,
    stats: (options) => client.stats({}, within(options)),
  };
}

async function collect(stream: AsyncIterable<{ readonly data: Uint8Array }>, bytes: number): Promise<Uint8Array> {
  const piece = new Uint8Array(bytes);
  let at = 0;
  for await (const { data } of stream) {
    if (data.length === 0 || at + data.length > bytes) throw wrongLength();
    piece.set(data, at);
    at += data.length;
  }
  if (at < bytes) throw wrongLength();
  return piece;
}

const wrongLength = () => protocolError("protocol/data_loss", "The miner sent a piece of another length.");

const wrongCount = () => protocolError("protocol/data_loss", "The miner answered for another number of pieces.");
