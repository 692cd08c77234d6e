import { createHash } from "node:crypto";

const ACCOUNT = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
const ISSUANCE = "0xc2261276cc9d1f8598ea4b6a74b15c2f57c875e4cff74148e4628f264b974c80";
/** Nonce and three counters, four bytes each, stand before the balances. */
const FREE_OFFSET = 16;

/** What all accounts hold together, and what the chain says that there is. Rao. */
export async function balancesOf(net) {
  const pairs = await net.request("state_getPairs", ACCOUNT);
  const total = pairs.reduce((sum, [, value]) => {
    const bytes = Buffer.from(value.slice(2), "hex");
    return sum + bytes.readBigUInt64LE(FREE_OFFSET) + bytes.readBigUInt64LE(FREE_OFFSET + 8);
  }, 0n);
  const issuance = Buffer.from((await net.request("state_getStorage", ISSUANCE)).slice(2), "hex").readBigUInt64LE();
  return { total, issuance };
}

/** Stands for every key and value of a block's state: each balance, each stake, each count. */
export async function digestOfState(net, blockHash) {
  const pairs = await net.request("state_getPairs", "0x", blockHash);
  return createHash("sha256").update(JSON.stringify(pairs)).digest("hex");
}
