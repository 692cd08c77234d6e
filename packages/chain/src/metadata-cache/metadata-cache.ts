/** Which runtime a metadata describes. */
export interface RuntimeKey {
  /** Hex. */
  readonly genesisHash: string;
  readonly specVersion: number;
  /** Hex hash of the runtime's code, as its node gives it; `undefined` from nodes that do not. */
  readonly codeHash: string | undefined;
}

/** Keeps metadata from one connection to the next. It never throws: a cache that fails is one that has nothing. */
export interface MetadataCache {
  /** `undefined` unless there is an undamaged one of just this runtime. */
  read(key: RuntimeKey): Promise<Uint8Array | undefined>;
  write(key: RuntimeKey, metadata: Uint8Array): Promise<void>;
  /** Forgets what `read` gave, since it could not be used. */
  remove(key: RuntimeKey): Promise<void>;
}
