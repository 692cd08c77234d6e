import type { Hash, HexString } from "../scale/index.js";
import type { Header } from "./header.js";
import type { TreeState } from "./tree-state.js";

/** A sealed block with the state after it. */
export interface Block {
  readonly number: number;
  readonly hash: Hash;
  readonly header: Header;
  /** Each as it was submitted, length prefix included. */
  readonly extrinsics: readonly Uint8Array[];
  readonly state: TreeState;
  /** Sorted. */
  readonly changedKeys: readonly HexString[];
}
