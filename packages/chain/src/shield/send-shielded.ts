import { fromHex } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import { noShieldKey } from "../errors.js";
import { authorize } from "../transactions/authorize.js";
import { findExtrinsic } from "../transactions/find.js";
import { readReceipt, type TxReceipt } from "../transactions/receipt.js";
import { signTransaction } from "../transactions/sign.js";
import type { BuildCall, WriteOptions } from "../transactions/submit.js";
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
  const era = { eraBlocks: ERA_BLOCKS };
  return transactions.inTurn(signer.address, async () => {
    const nonce = Number(await chain.rpc("system_accountNextIndex", [signer.address]));
    const hidden = await transactions.prepare(build, signer.address, { ...era, nonce: nonce + 1 });
    const signed = await signTransaction(hidden, signer);
    const key = await chain.query<Uint8Array | undefined>("MevShield", "NextKey");
    if (key === undefined) throw noShieldKey();
    const { shieldEncrypt } = await import("./encrypt.js");
    const ciphertext = shieldEncrypt(fromHex(signed.hex), key);
    const carry: BuildCall = (runtime) =>
      encodeCall(runtime, { call: "MevShield.submit_encrypted", args: { ciphertext } });
    const carrier = await signTransaction(await transactions.prepare(carry, signer.address, { ...era, nonce }), signer);
    const { blockNumber } = await transactions
      .sendSigned(carrier, { wait, timeoutMs })
      .catch((error: unknown) => release().then(() => Promise.reject(error)));
    const carried = { ...signed, firstBlock: blockNumber, lastBlock: blockNumber + BLOCKS_BEHIND };
    const blockHash = await findExtrinsic(connection, carried, wait, until);
    return readReceipt(connection, carried, blockHash, signed.call);
  });
}
