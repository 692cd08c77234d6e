export type { PolicyErrorData } from "./errors.js";
export { createFileLedger, createMemoryLedger, type SpendLedger } from "./ledger.js";
export { type Authorized, type LimitedSigner, limitSigner, type SpendPolicy } from "./limit-signer.js";
