import { concatBytes } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { ChainNode } from "../connection/node.js";
import { headOf } from "../runtime/block-header.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";

/** Blocks that a signed transaction stays valid. */
const ERA_BLOCKS = 64;
/** If finality lags further than this, the era starts at the newest block, so that it does not end before it is used. */
const MAX_FINALITY_LAG = 32;
const SR25519 = Uint8Array.of(1);

export interface SignedExtrinsic {
  /** With its length in front, as it goes to the node and comes back in the block. */
  readonly hex: string;
  readonly hash: string;
  /** No block before this one can hold it. */
  readonly firstBlock: number;
  /** No block after this one can hold it. */
  readonly lastBlock: number;
}

/** Signs for the next 64 blocks. Payloads above 256 bytes are signed as their blake2-256 hash, as the chain checks them. */
export async function signExtrinsic(
  { socket, runtime }: ChainNode,
  extrinsic: Extrinsic,
  signer: Signer,
  nonce: number,
  timeoutMs: number,
): Promise<SignedExtrinsic> {
  const { api } = runtime;
  const birth = await eraBirth(socket, runtime, timeoutMs);
  const payload = api.registry.createType("SignerPayload", {
    address: signer.address,
    blockHash: birth.hash,
    blockNumber: birth.number,
    era: api.registry.createType("ExtrinsicEra", { current: birth.number, period: ERA_BLOCKS }),
    genesisHash: runtime.genesisHash,
    method: extrinsic.method,
    nonce,
    runtimeVersion: api.runtimeVersion,
    signedExtensions: api.registry.signedExtensions,
    tip: 0,
    version: api.extrinsicVersion,
  }) as unknown as { toPayload(): Parameters<Extrinsic["addSignature"]>[2] & { version: number } };
  const fields = payload.toPayload();
  const bytes = api.registry
    .createType("ExtrinsicPayload", fields, { version: fields.version })
    .toU8a({ method: true } as never);
  const signature = await signer.sign(bytes.length > 256 ? api.registry.hash(bytes).toU8a() : bytes);
  extrinsic.addSignature(signer.address, concatBytes(SR25519, signature), fields);
  return {
    hex: extrinsic.toHex(),
    hash: extrinsic.hash.toHex(),
    firstBlock: birth.number + 1,
    lastBlock: birth.number + ERA_BLOCKS - 1,
  };
}

async function eraBirth(socket: ChainNode["socket"], runtime: Runtime, timeoutMs: number) {
  const finalizedHash = await socket.request("chain_getFinalizedHead", [], timeoutMs);
  const [finalized, best] = await Promise.all([
    socket.request("chain_getHeader", [finalizedHash], timeoutMs),
    socket.request("chain_getHeader", [], timeoutMs),
  ]);
  const [finalizedHead, bestHead] = [headOf(runtime, finalized), headOf(runtime, best)];
  return bestHead.number - finalizedHead.number > MAX_FINALITY_LAG ? bestHead : finalizedHead;
}
