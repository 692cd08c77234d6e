import { fromHex } from "@taostack/primitives";
import type { ByteReader } from "../runtime/byte-reader.js";
import type { Decode } from "../runtime/plain-types.js";
import { decodeBytes, type Runtime } from "../runtime/runtime.js";

export interface ChainEvent {
  /** `SubtensorModule`. */
  readonly pallet: string;
  /** `NeuronRegistered`. */
  readonly name: string;
  /** Plain values, in the order of the chain. */
  readonly data: readonly unknown[];
}

export interface EventRecord {
  /** Of the extrinsic in the block; `undefined` for what the block itself did. */
  readonly extrinsicIndex: number | undefined;
  readonly event: ChainEvent;
}

/** The events that one extrinsic of a block gave. @param stored - The value of `System.Events`, hex. */
export function eventsOfExtrinsic(runtime: Runtime, stored: string, extrinsicIndex: number): ChainEvent[] {
  return decodeEvents(runtime, fromHex(stored))
    .filter((record) => record.extrinsicIndex === extrinsicIndex)
    .map(({ event }) => event);
}

export const findEvent = (events: readonly ChainEvent[], pallet: string, name: string): ChainEvent | undefined =>
  events.find((event) => event.pallet === pallet && event.name === name);

/** Decoded by hand, field by field: as one value, an event with a single field would not tell its data from the field's. */
export function decodeEvents({ parts, types }: Runtime, bytes: Uint8Array): EventRecord[] {
  const { lookup } = types;
  const recordsType = lookup.getSiType(parts.query.system!.events!.meta.type.asPlain.toNumber());
  const record = lookup.getSiType(recordsType.def.asSequence.type.toNumber()).def.asComposite.fields;
  const [phaseType, eventType, topicsType] = Array.from(record, ({ type }) => type.toNumber());
  const [decodePhase, decodeTopics] = [types.decoderOf(phaseType!), types.decoderOf(topicsType!)];
  const pallets = types.variantsOf(eventType!);
  const decodeEvent = (reader: ByteReader): ChainEvent => {
    const pallet = known(pallets.get(reader.u8()));
    const variants = types.variantsOf(pallet.fields[0]!.type.toNumber());
    const { name, fields } = known(variants.get(reader.u8()));
    const data = Array.from(fields, ({ type }) => types.decoderOf(type.toNumber())(reader));
    return { pallet: pallet.name.toString(), name: name.toString(), data };
  };
  return decodeBytes(
    "System.Events",
    (reader) =>
      Array.from({ length: reader.length() }, () => {
        const extrinsicIndex = extrinsicIndexOf(decodePhase, reader);
        const event = decodeEvent(reader);
        decodeTopics(reader);
        return { extrinsicIndex, event };
      }),
    bytes,
  );
}

function extrinsicIndexOf(decodePhase: Decode, reader: ByteReader): number | undefined {
  const phase = decodePhase(reader) as { type: string; value: number };
  return phase.type === "ApplyExtrinsic" ? phase.value : undefined;
}

function known<T>(variant: T | undefined): T {
  if (variant === undefined) throw new RangeError("an event that the metadata does not have");
  return variant;
}
