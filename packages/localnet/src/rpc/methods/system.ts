import { SS58_PREFIX } from "@taostack/primitives";
import type { RpcMethods } from "../method.js";

const PEER_ID = "12D3KooWLocalnet";

export const systemMethods: RpcMethods = {
  system_chain: ({ identity }) => identity.name,
  system_chainType: ({ identity }) => identity.type,
  system_name: () => "Subtensor localnet",
  system_version: ({ identity }) => identity.version,
  system_properties: () => ({ ss58Format: SS58_PREFIX, tokenDecimals: 9, tokenSymbol: "TAO" }),
  system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
  system_peers: () => [],
  system_nodeRoles: () => ["Authority"],
  system_localPeerId: () => PEER_ID,
  system_localListenAddresses: () => [],
  system_syncState: ({ node }) => {
    const { number } = node.chain.best;
    return { startingBlock: 0, currentBlock: number, highestBlock: number };
  },
  system_accountNextIndex: ({ node }, params) => node.pool.nextNonce(node.chain.best, params.account(0)),
};
