import type { EventRecord } from "@polkadot/types/interfaces";
import type { Vec } from "@polkadot/types-codec";
import type { Codec } from "@polkadot/types-codec/types";
import { fromHex } from "@taostack/primitives";
import type { Runtime } from "../runtime/runtime.js";

export interface ChainEvent {
  /** `SubtensorModule`. */
  readonly pallet: string;
  /** `NeuronRegistered`. */
  readonly name: string;
  /** Plain values, in the order of the chain. */
  readonly data: readonly unknown[];
}

/** The events that one extrinsic of a block gave. @param stored - The value of `System.Events`, hex. */
export function eventsOfExtrinsic(runtime: Runtime, stored: string, extrinsicIndex: number): ChainEvent[] {
  const { registry } = runtime.api;
  const records = registry.createTypeUnsafe<Vec<EventRecord>>(runtime.eventsType, [fromHex(stored)]);
  return records
    .filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.toNumber() === extrinsicIndex)
    .map(({ event }) => ({
      pallet: runtime.palletName(event.index[0] ?? -1),
      name: event.method,
      data: Array.from(event.data as Iterable<Codec>, runtime.toPlain),
    }));
}

export const findEvent = (events: readonly ChainEvent[], pallet: string, name: string): ChainEvent | undefined =>
  events.find((event) => event.pallet === pallet && event.name === name);
