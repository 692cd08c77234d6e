import type { StateReader } from "../frame/index.js";
import type { AccountId, HexString } from "../scale/index.js";

const PREFIX = Buffer.from(":impersonated:").toString("hex");

/**
 * A raw key that no pallet uses. In the state, so that whatever checks a signature sees it, and going back to an earlier
 * point takes it back too.
 */
export const impersonationKey = (account: AccountId): HexString => `0x${PREFIX}${account.slice(2)}`;

/** Whether transactions of the account are good without its signature. */
export const isImpersonated = (state: StateReader, account: AccountId): boolean =>
  state.get(impersonationKey(account)) !== undefined;
