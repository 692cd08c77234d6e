import type { Codec, ISignerPayload } from "@polkadot/types/types";
import { blake2b256, concatBytes, fromHex, toHex } from "@taostack/primitives";
import type { Signer, TransactionPayload } from "@taostack/wallet";
import type { ChainNode } from "../connection/node.js";
import { lengthPrefixed } from "../encoding/scale.js";
import { type BlockHead, headOf } from "../runtime/block-header.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";

/** Blocks that a signed transaction stays valid. */
const ERA_BLOCKS = 64;
const SIGNATURE_BYTES = 64;
/** Version, kind of address, account: what stands before the signature. */
const HEAD_BYTES = 34;
/** The byte in front of a signature that names its scheme. */
const prefixes = { ed25519: Uint8Array.of(0), sr25519: Uint8Array.of(1) } as const;

type SignerPayload = Codec & ISignerPayload;

/** A transaction that only lacks its signature. It can be made JSON, signed on another machine, and come back. */
export interface UnsignedTransaction {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** Of the account that has to sign. */
  readonly address: string;
  /** Hex of the bytes to sign, for sr25519 in the context `substrate`. */
  readonly message: string;
  /** The same in fields, for signers that show it to a person. */
  readonly payload: TransactionPayload;
  readonly nonce: number;
  /** No block before this one can hold it. */
  readonly firstBlock: number;
  /** No block after this one can hold it. */
  readonly lastBlock: number;
  /** Hex of what stands before and after the signature. */
  readonly head: string;
  readonly tail: string;
}

export interface SignedTransaction {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** With its length in front, as it goes to the node and comes back in the block. */
  readonly hex: string;
  readonly hash: string;
  readonly firstBlock: number;
  readonly lastBlock: number;
}

/** What a signature depends on besides the call: asked of a node just before. */
export interface SigningContext {
  readonly nonce: number;
  /** The block that the era starts at. */
  readonly birth: BlockHead;
}

export interface SigningOptions {
  /** Blocks that the transaction stays valid: a power of two from 4. 64 by default. */
  readonly eraBlocks?: number;
  /** The account's next by default, transactions that wait in the pool included. */
  readonly nonce?: number;
}

/** The account's next nonce, transactions that wait in the pool included, and a block to count the era from. */
export async function readSigningContext(
  { socket, runtime }: ChainNode,
  address: string,
  timeoutMs: number,
  { eraBlocks = ERA_BLOCKS }: SigningOptions = {},
): Promise<SigningContext> {
  const header = async (...params: unknown[]) =>
    headOf(runtime, await socket.request("chain_getHeader", params, timeoutMs));
  const [nonce, best, finalized] = await Promise.all([
    socket.request("system_accountNextIndex", [address], timeoutMs),
    header(),
    socket.request("chain_getFinalizedHead", [], timeoutMs).then(header),
  ]);
  // Where finality lags far behind, an era from there would end before it is used.
  const lags = best.number - finalized.number > eraBlocks / 2;
  return { nonce: Number(nonce), birth: lags ? best : finalized };
}

/** All of a transaction but its signature. Messages above 256 bytes are their blake2-256 hash, as the chain checks them. */
export function prepareTransaction(
  runtime: Runtime,
  extrinsic: Extrinsic,
  address: string,
  { nonce, birth }: SigningContext,
  { eraBlocks = ERA_BLOCKS }: SigningOptions = {},
): UnsignedTransaction {
  const { registry, version: runtimeVersion } = runtime.parts;
  const described = {
    address,
    blockHash: birth.hash,
    blockNumber: birth.number,
    era: registry.createType("ExtrinsicEra", { current: birth.number, period: eraBlocks }),
    genesisHash: runtime.genesisHash,
    method: extrinsic.method,
    nonce,
    runtimeVersion,
    signedExtensions: registry.signedExtensions,
    tip: 0,
    version: runtime.extrinsicVersion,
  };
  const payload = registry.createTypeUnsafe<SignerPayload>("SignerPayload", [described]);
  const message = fromHex(payload.toRaw().data);
  const fields = payload.toPayload();
  // Zeros would read as no signature at all.
  const placeholder = concatBytes(prefixes.sr25519, new Uint8Array(SIGNATURE_BYTES).fill(1));
  extrinsic.addSignature(address, placeholder, fields);
  const bytes = extrinsic.toU8a(true);
  return {
    call: runtime.callName(extrinsic),
    address,
    message: toHex(message.length > 256 ? blake2b256(message) : message),
    payload: fields,
    nonce,
    firstBlock: birth.number + 1,
    lastBlock: birth.number + eraBlocks - 1,
    head: toHex(bytes.subarray(0, HEAD_BYTES)),
    tail: toHex(bytes.subarray(HEAD_BYTES + 1 + SIGNATURE_BYTES)),
  };
}

/** @param signature - 64 bytes, of the transaction's message. */
export function assembleTransaction(
  unsigned: UnsignedTransaction,
  signature: Uint8Array,
  scheme: Signer["scheme"] = "sr25519",
): SignedTransaction {
  const body = concatBytes(fromHex(unsigned.head), prefixes[scheme], signature, fromHex(unsigned.tail));
  const bytes = lengthPrefixed(body);
  const { call, firstBlock, lastBlock } = unsigned;
  return { call, hex: toHex(bytes), hash: toHex(blake2b256(bytes)), firstBlock, lastBlock };
}

/** As long as the real one, and wrong: fees do not depend on what is signed. */
export const withPlaceholder = (unsigned: UnsignedTransaction): SignedTransaction =>
  assembleTransaction(unsigned, new Uint8Array(SIGNATURE_BYTES).fill(1));

/** A signer that shows transactions gets the fields; others get the message. */
export async function signTransaction(unsigned: UnsignedTransaction, signer: Signer): Promise<SignedTransaction> {
  const signature = signer.signPayload
    ? await signer.signPayload(unsigned.payload)
    : await signer.sign(fromHex(unsigned.message));
  return assembleTransaction(unsigned, signature, signer.scheme);
}
