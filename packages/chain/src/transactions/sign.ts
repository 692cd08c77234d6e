import type { Codec, ISignerPayload } from "@polkadot/types/types";
import { concatBytes, fromHex } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { ChainNode } from "../connection/node.js";
import { type BlockHead, headOf } from "../runtime/block-header.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";

/** Blocks that a signed transaction stays valid. */
const ERA_BLOCKS = 64;
/** If finality lags further than this, the era starts at the newest block, so that it does not end before it is used. */
const MAX_FINALITY_LAG = 32;
/** The byte in front of a signature that names its scheme. */
const prefixes = { ed25519: Uint8Array.of(0), sr25519: Uint8Array.of(1) } as const;

type SignerPayload = Codec & ISignerPayload;

export interface SignedExtrinsic {
  /** With its length in front, as it goes to the node and comes back in the block. */
  readonly hex: string;
  readonly hash: string;
  /** No block before this one can hold it. */
  readonly firstBlock: number;
  /** No block after this one can hold it. */
  readonly lastBlock: number;
}

/** What a signature depends on besides the call: asked of a node just before. */
export interface SigningContext {
  readonly nonce: number;
  /** The block that the era starts at. */
  readonly birth: BlockHead;
}

/** The account's next nonce, transactions that wait in the pool included, and a block to count the era from. */
export async function readSigningContext(
  { socket, runtime }: ChainNode,
  address: string,
  timeoutMs: number,
): Promise<SigningContext> {
  const header = async (...params: unknown[]) =>
    headOf(runtime, await socket.request("chain_getHeader", params, timeoutMs));
  const [nonce, best, finalized] = await Promise.all([
    socket.request("system_accountNextIndex", [address], timeoutMs),
    header(),
    socket.request("chain_getFinalizedHead", [], timeoutMs).then(header),
  ]);
  return { nonce: Number(nonce), birth: best.number - finalized.number > MAX_FINALITY_LAG ? best : finalized };
}

/**
 * Signs for the next 64 blocks. A signer that shows transactions gets the fields; for others, payloads above 256 bytes are signed
 * as their blake2-256 hash, as the chain checks them.
 */
export async function signExtrinsic(
  { api, genesisHash }: Runtime,
  extrinsic: Extrinsic,
  signer: Signer,
  { nonce, birth }: SigningContext,
): Promise<SignedExtrinsic> {
  const { registry, runtimeVersion, extrinsicVersion } = api;
  const described = {
    address: signer.address,
    blockHash: birth.hash,
    blockNumber: birth.number,
    era: registry.createType("ExtrinsicEra", { current: birth.number, period: ERA_BLOCKS }),
    genesisHash,
    method: extrinsic.method,
    nonce,
    runtimeVersion,
    signedExtensions: registry.signedExtensions,
    tip: 0,
    version: extrinsicVersion,
  };
  const payload = registry.createTypeUnsafe<SignerPayload>("SignerPayload", [described]);
  const fields = payload.toPayload();
  const bytes = fromHex(payload.toRaw().data);
  const signature = signer.signPayload
    ? await signer.signPayload(fields)
    : await signer.sign(bytes.length > 256 ? registry.hash(bytes).toU8a() : bytes);
  extrinsic.addSignature(signer.address, concatBytes(prefixes[signer.scheme ?? "sr25519"], signature), fields);
  return {
    hex: extrinsic.toHex(),
    hash: extrinsic.hash.toHex(),
    firstBlock: birth.number + 1,
    lastBlock: birth.number + ERA_BLOCKS - 1,
  };
}
