import { rpcError } from "../../node/errors.js";
import type { RpcMethod, RpcMethods } from "../method.js";

const NO_PROOFS = "There are no storage proofs: this development chain keeps no Merkle tree.";
const NO_KEYSTORE = "This development chain has no keystore: its author needs none.";
const ONE_AUTHOR = "There is nothing to prove: this development chain has one author, whose blocks are final at once.";

const reasons: Readonly<Record<string, string>> = {
  state_getReadProof: NO_PROOFS,
  state_getChildReadProof: NO_PROOFS,
  state_traceBlock: "Blocks are not traced: this development chain runs no WebAssembly.",
  sync_state_genSyncSpec: "There is no state to sync from elsewhere: this development chain has no peers.",
  author_insertKey: NO_KEYSTORE,
  author_rotateKeys: NO_KEYSTORE,
  grandpa_proveFinality: ONE_AUTHOR,
  grandpa_roundState: ONE_AUTHOR,
};

/** What a node has and this chain cannot: the reply says why. `rpc_methods` does not list them. */
export const refusedMethods: RpcMethods = Object.fromEntries(
  Object.entries(reasons).map(([name, reason]): [string, RpcMethod] => [
    name,
    () => {
      throw rpcError(-32601, reason);
    },
  ]),
);
