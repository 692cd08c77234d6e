export * from "./beacon.js";
export { type TimelockRandomness, timelockDecrypt, timelockEncrypt } from "./encryption.js";
