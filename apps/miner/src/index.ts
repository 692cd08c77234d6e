export { type AdmissionOptions, createAdmission } from "./admission.js";
export { type MinerConfig, type MinerInput, minerOptions } from "./options.js";
export { type MinerModules, type RunningMiner, startMiner } from "./start-miner.js";
