/** A value and when it was fetched. */
export interface Snapshot<T> {
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface SnapshotOptions {
  /** A value younger than this is handed out as it is. */
  readonly freshMs: number;
  /** Keys remembered; the one asked least recently goes first. */
  readonly capacity: number;
}

/**
 * Remembers what `load` found for each key. Callers at the same time share one load; if a load fails, the last value goes out
 * again, its age with it, and the error is thrown only where there is none.
 */
export function createSnapshots<K, V>(load: (key: K) => Promise<V>, { freshMs, capacity }: SnapshotOptions) {
  const known = new Map<K, Snapshot<V>>();
  const loading = new Map<K, Promise<Snapshot<V>>>();

  const remember = (key: K, snapshot: Snapshot<V>): Snapshot<V> => {
    known.delete(key);
    known.set(key, snapshot);
    for (const oldest of known.keys()) {
      if (known.size <= capacity) break;
      known.delete(oldest);
    }
    return snapshot;
  };
  const loadOnce = (key: K): Promise<Snapshot<V>> => {
    const running = loading.get(key);
    if (running) return running;
    const started = load(key)
      .then((value) => remember(key, { value, at: Date.now() }))
      .finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
  };

  return async (key: K): Promise<Snapshot<V>> => {
    const last = known.get(key);
    if (last && Date.now() - last.at < freshMs) return remember(key, last);
    try {
      return await loadOnce(key);
    } catch (error) {
      if (last) return last;
      throw error;
    }
  };
}
