export * from "./calls.js";
export * from "./context.js";
export * from "./errors.js";
export * from "./events.js";
export * from "./hashers.js";
export * from "./pallet.js";
export * from "./runtime-api.js";
export type { State, StateReader } from "./state.js";
export * from "./storage.js";
