import { encodeSigned, signingPayload } from "../dist/engine/extrinsic.js";
import { createSubtensorRuntime } from "../dist/runtime.js";
import { toHex } from "../dist/scale/index.js";

const DAVE = "0x306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20";

/** Signs `count` transfers beforehand; then submits them through the requests that clients make, and waits for their blocks. */
export async function createTransfers(net, signer) {
  const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
  const transfer = {
    type: "Balances",
    value: { type: "transfer_keep_alive", value: { dest: { type: "Id", value: DAVE }, value: 1_000_000n } },
  };
  const callBytes = runtime.call.encode(transfer);
  const { spec_version: specVersion, transaction_version: transactionVersion } = runtime.version;
  const context = { specVersion, transactionVersion, genesisHash: net.genesisHash, eraBlockHash: net.genesisHash };
  const sign = async (nonce) => {
    const part = { era: undefined, nonce, tip: 0n, mode: { type: "Disabled" } };
    const value = await signer.sign(signingPayload(part, callBytes, context));
    const signature = { type: "Sr25519", value };
    return toHex(encodeSigned({ ...part, signer: toHex(signer.publicKey), signature }, callBytes));
  };
  const send = async (count) => {
    const first = await net.request("system_accountNextIndex", signer.address);
    const transactions = [];
    for (let index = 0; index < count; index += 1) transactions.push(await sign(first + index));
    const began = performance.now();
    let landed = 0;
    const done = new Promise((resolve) => {
      const off = net.onBlock((block) => {
        landed += block.transactions.filter(({ error }) => error === undefined).length;
        if (landed >= count) {
          off();
          resolve();
        }
      });
    });
    for (const transaction of transactions) {
      await net.request("author_submitExtrinsic", transaction);
    }
    await done;
    return count / ((performance.now() - began) / 1000);
  };
  return Object.assign(send, { sign });
}
