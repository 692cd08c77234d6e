import { type Rao, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import type { Readers } from "./readers.js";

interface StoredAccount {
  readonly nonce: number;
  readonly data: { readonly free: bigint; readonly reserved: bigint; readonly frozen: bigint };
}

export const balances: Readers<"balances"> = {
  get: async (chain, { address }) =>
    balanceOf(await chain.query("System", "Account", [address]), existentialDeposit(chain)),
  list: async (chain, { addresses }) => {
    const least = existentialDeposit(chain);
    const argLists = addresses.map((address) => [address]);
    const stored = await chain.queryMany<StoredAccount>("System", "Account", argLists);
    return stored.map((account, index) => ({ address: addresses[index]!, ...balanceOf(account, least) }));
  },
  existentialDeposit: (chain) => existentialDeposit(chain),
  issuance: async (chain) => {
    const [total, subtensor, staked] = await Promise.all([
      chain.query<bigint>("Balances", "TotalIssuance"),
      chain.query<bigint>("SubtensorModule", "TotalIssuance"),
      chain.query<bigint>("SubtensorModule", "TotalStake"),
    ]);
    return { balances: rao(total), subtensor: rao(subtensor), staked: rao(staked) };
  },
};

const existentialDeposit = (chain: ChainReader): Rao => rao(chain.constant<bigint>("Balances", "ExistentialDeposit"));

/** What is frozen may be what is reserved; the account has to keep the rest, or the existential deposit. */
function balanceOf({ nonce, data: { free, reserved, frozen } }: StoredAccount, least: bigint) {
  const kept = frozen > reserved ? frozen - reserved : 0n;
  const held = kept > least ? kept : least;
  return {
    free: rao(free),
    reserved: rao(reserved),
    frozen: rao(frozen),
    transferable: rao(free > held ? free - held : 0n),
    nonce,
  };
}
