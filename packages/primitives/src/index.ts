export * from "./bytes.js";
export * from "./errors.js";
export * from "./lifetime.js";
export * from "./logger.js";
export * from "./options.js";
export * from "./ss58.js";
export * from "./units.js";
