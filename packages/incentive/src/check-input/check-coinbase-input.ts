import type { CoinbaseInput, CoinbaseSubnet } from "../emission/coinbase-types.js";
import { checkU64, rangeError } from "../errors.js";
import { I96F32, U96F32 } from "../fixed/formats.js";
import { checkBits } from "./check-bits.js";
import { checkPool } from "./check-pool.js";
import { checkU16 } from "./check-values.js";

/** @throws `incentive/out_of_range`; `argument` is such as `subnets[2].subnetTao`. */
export function checkCoinbaseInput(input: CoinbaseInput): void {
  checkU64("blockEmission", input.blockEmission);
  checkU64("rootTao", input.rootTao);
  checkU64("taoWeight", input.taoWeight);
  checkU16("subnetOwnerCut", input.subnetOwnerCut);
  input.subnets.forEach((subnet, index) => {
    checkSubnet(subnet, `subnets[${index}].`);
  });
}

function checkSubnet(subnet: CoinbaseSubnet, at: string): void {
  checkU16(`${at}netuid`, subnet.netuid);
  checkPool(subnet, at);
  checkU64(`${at}subnetAlphaOut`, subnet.subnetAlphaOut);
  checkBits(`${at}movingPrice`, subnet.movingPrice, I96F32);
  checkBits(`${at}minerBurned`, subnet.minerBurned, U96F32);
  for (const name of ["subnetEmissionEnabled", "ownerCutEnabled"] as const) {
    if (typeof subnet[name] !== "boolean") throw rangeError(`${at}${name}`, subnet[name], "true or false");
  }
}
