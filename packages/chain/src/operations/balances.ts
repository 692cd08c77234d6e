import { type Rao, rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";
import { submitWrite } from "../writes/write.js";

export interface AccountBalance {
  /** What can be spent, less `frozen` where that is larger than `reserved`. */
  readonly free: Rao;
  readonly reserved: Rao;
  readonly frozen: Rao;
  /** Number of transactions that the account has sent. */
  readonly nonce: number;
}

export interface TransferOptions extends WriteOptions {
  /** ss58. */
  readonly to: string;
  readonly amount: Rao;
  /** Lets the sender's account end if less than the existential deposit would be left. Off by default. */
  readonly allowDeath?: boolean;
}

interface StoredAccount {
  readonly nonce: number;
  readonly data: { readonly free: bigint; readonly reserved: bigint; readonly frozen: bigint };
}

/** TAO on accounts. */
export class Balances {
  constructor(readonly chain: ChainAccess) {}

  /** All zero for an account that the chain does not know. */
  async of(address: string): Promise<AccountBalance> {
    return balanceOf(await this.chain.query<StoredAccount>("System", "Account", [address]));
  }

  /** Several at once, in one request, in the same order. */
  async ofMany(addresses: readonly string[]): Promise<AccountBalance[]> {
    const argLists = addresses.map((address) => [address]);
    return (await this.chain.queryMany<StoredAccount>("System", "Account", argLists)).map(balanceOf);
  }

  /** @throws `chain/FundsUnavailable` and as every write. */
  async transfer(options: TransferOptions): Promise<TxReceipt> {
    return submitWrite(this.chain, "balances.transfer", { allowDeath: false, ...options });
  }
}

const balanceOf = ({ nonce, data: { free, reserved, frozen } }: StoredAccount): AccountBalance => ({
  free: rao(free),
  reserved: rao(reserved),
  frozen: rao(frozen),
  nonce,
});
