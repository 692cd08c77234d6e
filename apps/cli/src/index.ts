export type { Surroundings } from "./context.js";
export { type Cast, defaultCast, type MinerRole, type ValidatorRole } from "./network/cast.js";
export {
  type NetworkModules,
  type NetworkOptions,
  type RunningNetwork,
  startNetwork,
} from "./network/start-network.js";
export { readUpFile, type UpFile } from "./network/up-file.js";
export { runTao } from "./program.js";
