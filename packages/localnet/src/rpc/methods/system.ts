import { toHex } from "@taostack/primitives";
import { CHAIN_PROPERTIES } from "../chain-properties.js";
import type { RpcMethods } from "../method.js";

const PEER_ID = "12D3KooWLocalnet";

export const systemMethods: RpcMethods = {
  system_chain: ({ identity }) => identity.name,
  system_chainType: ({ identity }) => identity.type,
  system_name: () => "Subtensor localnet",
  system_version: ({ identity }) => identity.version,
  system_properties: () => CHAIN_PROPERTIES,
  system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
  system_peers: () => [],
  system_reservedPeers: () => [],
  system_nodeRoles: () => ["Authority"],
  system_localPeerId: () => PEER_ID,
  system_localListenAddresses: () => [],
  system_syncState: ({ node }) => {
    const { number } = node.chain.best;
    return { startingBlock: 0, currentBlock: number, highestBlock: number };
  },
  /** What a transaction would come to after a block, without it. */
  system_dryRun: ({ node }, params) =>
    toHex(node.call("BlockBuilder_apply_extrinsic", params.bytes(0), params.optionalHash(1))),
  system_accountNextIndex: ({ node }, params) => node.pool.nextNonce(node.chain.best, params.account(0)),
};
