export type { ValidatorErrorData } from "./errors.js";
export { type ValidatorConfig, type ValidatorInput, validatorOptions } from "./options.js";
export type { MinerStanding } from "./scoreboard.js";
export { type RunningValidator, startValidator, type ValidatorModules } from "./start-validator.js";
