import { checkCoinbaseInput } from "../check-input/check-coinbase-input.js";
import { U64F64, U96F32 } from "../fixed/formats.js";
import { sum, u64 } from "../fixed/integer.js";
import type { CoinbaseInput, CoinbaseOutput, CoinbaseResult, CoinbaseSubnet } from "./coinbase-types.js";
import { injectEmission } from "./inject-emission.js";
import { pendingEmission } from "./pending-emission.js";
import { rootProportion } from "./root-proportion.js";
import { isRootSelling, subnetShares } from "./subnet-shares.js";
import { alphaIssuance, type SubnetTerms, subnetTerms } from "./subnet-terms.js";

/**
 * One block's emission: shares of the subnets, injection into their pools, the chain's purchases and the pending pots.
 * Pure: the caller reads the input from storage and writes the output back.
 * @throws `incentive/out_of_range` for what storage cannot hold.
 */
export function coinbase(input: CoinbaseInput): CoinbaseOutput {
  checkCoinbaseInput(input);
  const { blockEmission, subnets } = input;
  const shares = subnetShares(subnets);
  const rootSell = isRootSelling(subnets);
  const results = subnets.map((subnet, index) => {
    const emission = U64F64.mul(U64F64.fromInteger(blockEmission), shares[index]!);
    return emitToSubnet(subnet, subnetTerms(subnet, U96F32.from(emission, U64F64), input), rootSell, input);
  });
  const recycled = u64.sub(blockEmission, sum(results.map(({ taoMoved }) => taoMoved)));
  return { subnets: results, rootSell, recycled };
}

function emitToSubnet(
  subnet: CoinbaseSubnet,
  terms: SubnetTerms,
  rootSell: boolean,
  { rootTao, taoWeight, subnetOwnerCut }: CoinbaseInput,
): CoinbaseResult {
  const pool = injectEmission(subnet, terms);
  const minted = U96F32.toU64(terms.alphaOut);
  const subnetAlphaOut = u64.add(pool.subnetAlphaOut, minted);
  const issuance = alphaIssuance({ ...pool, subnetAlphaOut });
  const pending = pendingEmission({
    alphaOut: terms.alphaOut,
    ownerCut: subnet.ownerCutEnabled ? subnetOwnerCut : 0,
    rootProportion: rootProportion({ rootTao, taoWeight, alphaIssuance: issuance }),
  });
  return {
    netuid: subnet.netuid,
    ...pool,
    subnetAlphaOut: rootSell ? subnetAlphaOut : u64.sub(subnetAlphaOut, pending.rootAlpha),
    subnetAlphaOutEmission: minted,
    pendingAdded: rootSell ? pending : { ...pending, rootAlpha: 0n },
    rootAlphaRecycled: rootSell ? 0n : pending.rootAlpha,
  };
}
