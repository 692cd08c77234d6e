import { fromHex, isCodedError } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { ChainAccess } from "../chain-access.js";
import { noShieldKey } from "../errors.js";
import { authorize } from "../transactions/authorize.js";
import { findExtrinsic } from "../transactions/find.js";
import { readReceipt, type TxReceipt } from "../transactions/receipt.js";
import { type SignedTransaction, signTransaction } from "../transactions/sign.js";
import type { BuildCall, SendOptions, WriteOptions } from "../transactions/submit.js";
import { encodeCall } from "../writes/encode-call.js";

/** Blocks that a shielded transaction may wait: the chain takes no longer ones, since its authors change their keys. */
const ERA_BLOCKS = 8;
/** Blocks after the carrier's in which the author may still put what it carried. */
const BLOCKS_BEHIND = 3;

/**
 * Signs a call, encrypts it to the author of a coming block, and lets a second transaction carry it there. The account's turn is held until
 * both are in: what it carries has the nonce after the carrier's.
 * @returns The receipt of what was carried.
 */
export async function sendShielded(chain: ChainAccess, build: BuildCall, options: WriteOptions): Promise<TxReceipt> {
  const { connection, transactions } = chain;
  const { wait = "included", timeoutMs = Math.max(60_000, 64 * connection.blockTimeMs) } = options;
  const until = Date.now() + timeoutMs;
  const { signer, release } = await authorize(connection, options.signer, build);
  return transactions.inTurn(signer.address, async () => {
    const carried = await carry(chain, build, signer, { wait, timeoutMs }).catch(async (error: unknown) => {
      // After a timeout it may still be included: then what it takes stays counted.
      if (!isCodedError(error, "chain/timeout")) await release();
      throw error;
    });
    const blockHash = await findExtrinsic(connection, carried, wait, until);
    return readReceipt(connection, carried, blockHash, carried.call);
  });
}

/** @returns What is on its way, and the blocks that may hold it. */
async function carry(
  chain: ChainAccess,
  build: BuildCall,
  signer: Signer,
  options: SendOptions,
): Promise<SignedTransaction> {
  const { transactions } = chain;
  const nonce = Number(await chain.rpc("system_accountNextIndex", [signer.address]));
  const sign = async (what: BuildCall, at: number) =>
    signTransaction(await transactions.prepare(what, signer.address, { eraBlocks: ERA_BLOCKS, nonce: at }), signer);
  const hidden = await sign(build, nonce + 1);
  const key = await chain.query<Uint8Array | undefined>("MevShield", "NextKey");
  if (key === undefined) throw noShieldKey();
  const { shieldEncrypt } = await import("./encrypt.js");
  const ciphertext = shieldEncrypt(fromHex(hidden.hex), key);
  const carrier = await sign(
    (runtime) => encodeCall(runtime, { call: "MevShield.submit_encrypted", args: { ciphertext } }),
    nonce,
  );
  const { blockNumber } = await transactions.sendSigned(carrier, options);
  return { ...hidden, firstBlock: blockNumber, lastBlock: blockNumber + BLOCKS_BEHIND };
}
