import type { Runtime } from "../engine/runtime.js";
import type { RuntimeCall, StateReader, StorageItem } from "../frame/index.js";
import type { Calls, ItemQuery, Queries } from "./types.js";

type AnyQuery = ItemQuery<readonly unknown[], unknown, unknown>;

const mapEntries = <T, R>(object: Readonly<Record<string, T>>, change: (value: T, name: string) => R) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));

/** Reads of the state that `at` gives when they are asked. */
export function createQueries(runtime: Runtime, at: () => StateReader): Queries {
  const query = (item: StorageItem): AnyQuery => ({
    get: (...keys) => item.get({ state: at() }, ...keys),
    entries: (...prefix) => item.entries({ state: at() }, ...prefix) as [readonly unknown[], unknown][],
  });
  const pallets = runtime.pallets.flatMap(({ name, storage }) =>
    // What a pallet declares as its storage are the items themselves.
    storage ? [[name, mapEntries(storage, (item) => query(item as unknown as StorageItem))] as const] : [],
  );
  return Object.fromEntries(pallets) as unknown as Queries;
}

/** A maker for each call of the runtime. */
export function createCalls(runtime: Runtime): Calls {
  const pallets = runtime.pallets.flatMap(({ name: pallet, calls }) => {
    if (!calls) return [];
    const maker =
      (name: string) =>
      (args: Readonly<Record<string, unknown>> = {}): RuntimeCall => ({
        type: pallet,
        value: { type: name, value: args },
      });
    return [[pallet, mapEntries(calls, (_, name) => maker(name))] as const];
  });
  return Object.fromEntries(pallets) as unknown as Calls;
}
