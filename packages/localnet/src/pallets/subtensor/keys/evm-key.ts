import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { type Context, ensure, fail, type ReadContext } from "../../../frame/index.js";
import { type AccountId, type h160, u64, type ValueOf } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { uidOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";

type EvmAddress = ValueOf<typeof h160>;

/** Blocks between two associations of a neuron. */
const INTERVAL = 7200n;

export interface EvmKeyProof {
  readonly netuid: number;
  readonly evmKey: EvmAddress;
  /** The block that the signature names. */
  readonly block: bigint;
  /** r, s and v, which is 0 or 1, or 27 or 28. */
  readonly signature: Uint8Array;
}

/** @throws EvmKeyAssociateRateLimitExceeded, HotKeyNotRegisteredInSubNet. */
export function checkEvmKeyRate(at: ReadContext, hotkey: AccountId, netuid: number): void {
  const [, last] = storage.AssociatedEvmAddress.get(at, netuid, uidOf(at, netuid, hotkey)) ?? [undefined, undefined];
  const passed = last === undefined || BigInt(at.blockNumber) - last >= INTERVAL;
  ensure(passed, errors.EvmKeyAssociateRateLimitExceeded);
}

/** Notes the EVM address that belongs to a neuron's hotkey, after that address has signed for it. */
export function associateEvmKey(ctx: Context, hotkey: AccountId, proof: EvmKeyProof): void {
  const { netuid, evmKey, block, signature } = proof;
  const uid = uidOf(ctx, netuid, hotkey);
  ensure(recoverAddress(hotkey, block, signature) === evmKey, errors.InvalidRecoveredPublicKey);
  storage.AssociatedEvmAddress.put(ctx, netuid, uid, [evmKey, BigInt(ctx.blockNumber)]);
  const block_associated = BigInt(ctx.blockNumber);
  ctx.emit(events.make.EvmKeyAssociated({ netuid, hotkey, evm_key: evmKey, block_associated }));
}

/** What the address signs as a personal message: the hotkey and the hash of the block's number. */
export function evmKeyMessage(hotkey: AccountId, block: bigint): Uint8Array {
  const message = concatBytes(fromHex(hotkey), keccak_256(u64.encode(block)));
  const prefix = new TextEncoder().encode(`\x19Ethereum Signed Message:\n${message.length}`);
  return keccak_256(concatBytes(prefix, message));
}

function recoverAddress(hotkey: AccountId, block: bigint, signature: Uint8Array): EvmAddress {
  try {
    const v = signature[64] ?? 0;
    const recovered = concatBytes(Uint8Array.of(v >= 27 ? v - 27 : v), signature.subarray(0, 64));
    const compressed = secp256k1.recoverPublicKey(recovered, evmKeyMessage(hotkey, block), { prehash: false });
    const publicKey = secp256k1.Point.fromBytes(compressed).toBytes(false);
    return toHex(keccak_256(publicKey.subarray(1)).subarray(12));
  } catch {
    return fail(errors.UnableToRecoverPublicKey);
  }
}
