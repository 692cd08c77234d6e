import { definePallet, defineStorage, type RuntimeEvent, value } from "../../frame/index.js";
import { h256, type ScaleType, struct, vec } from "../../scale/index.js";
import { calls } from "./calls.js";
import { createConstants } from "./constants.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { pallet } from "./pallet.js";
import { storage } from "./storage.js";
import { phase, type RuntimeVersion } from "./types.js";

/** The log of a block's events, whose type is the runtime's own. */
export function createEventStorage(runtimeEvent: ScaleType<RuntimeEvent>) {
  const record = struct(
    "frame_system::EventRecord",
    { phase, event: runtimeEvent, topics: vec(h256) },
    {
      params: [
        { name: "E", type: runtimeEvent },
        { name: "T", type: h256 },
      ],
    },
  );
  return defineStorage(pallet.name, { Events: value(vec(record), [], "The events of the block.") });
}

export const createSystem = (runtimeEvent: ScaleType<RuntimeEvent>, version: RuntimeVersion) =>
  definePallet({
    ...pallet,
    storage: { ...storage, ...createEventStorage(runtimeEvent) },
    calls,
    events,
    errors,
    constants: createConstants(version),
  });
