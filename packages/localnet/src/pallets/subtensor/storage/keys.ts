import { blake2_128Concat, identity } from "../../../frame/index.js";
import { accountId, u16 } from "../../../scale/index.js";

export const netuid = identity(u16);
export const uid = identity(u16);
/** Subnet and mechanism in one number: netuid + 4096 · mechanism. */
export const netuidIndex = identity(u16);
export const hotkey = blake2_128Concat(accountId);
export const coldkey = blake2_128Concat(accountId);
