import type { ApiMethod, CallSpec, Constant, KeyPrefix, RuntimeApi, RuntimeCall, StorageItem } from "../frame/index.js";
import type { adminUtils } from "../pallets/admin-utils/index.js";
import type { createAura } from "../pallets/aura/index.js";
import type { balances } from "../pallets/balances/index.js";
import type { commitments } from "../pallets/commitments/index.js";
import type { createCrowdloan } from "../pallets/crowdloan/index.js";
import type { drand } from "../pallets/drand/index.js";
import type { createMevShield } from "../pallets/mev-shield/index.js";
import type { createMultisig } from "../pallets/multisig/index.js";
import type { createProxy } from "../pallets/proxy/index.js";
import type { subtensor } from "../pallets/subtensor/index.js";
import type { createSudo } from "../pallets/sudo/index.js";
import type { swap } from "../pallets/swap/index.js";
import type { createSystem } from "../pallets/system/index.js";
import type { createTimestamp } from "../pallets/timestamp/index.js";
import type { transactionPayment } from "../pallets/transaction-payment/index.js";
import type { createUtility } from "../pallets/utility/index.js";
import type { betaBasketApi } from "../runtime-apis/beta-basket.js";
import type { createCoreApis } from "../runtime-apis/core.js";
import type { createProxyFilterApi } from "../runtime-apis/proxy-filters.js";
import type { subtensorApis } from "../runtime-apis/subtensor/index.js";
import type { createTransactionApis } from "../runtime-apis/transactions.js";
import type { createValidationApis } from "../runtime-apis/validation.js";
import type { FieldValues } from "../scale/index.js";

/** The pallets under their names on the chain: what the types of reads and calls are derived from. */
export interface Pallets {
  readonly System: ReturnType<typeof createSystem>;
  readonly Timestamp: ReturnType<typeof createTimestamp>;
  readonly Aura: ReturnType<typeof createAura>;
  readonly Balances: typeof balances;
  readonly TransactionPayment: typeof transactionPayment;
  readonly SubtensorModule: typeof subtensor;
  readonly Utility: ReturnType<typeof createUtility>;
  readonly Sudo: ReturnType<typeof createSudo>;
  readonly Multisig: ReturnType<typeof createMultisig>;
  readonly Proxy: ReturnType<typeof createProxy>;
  readonly Commitments: typeof commitments;
  readonly AdminUtils: typeof adminUtils;
  readonly Drand: typeof drand;
  readonly Crowdloan: ReturnType<typeof createCrowdloan>;
  readonly Swap: typeof swap;
  readonly MevShield: ReturnType<typeof createMevShield>;
}

/** A storage item of one block. */
export interface ItemQuery<K extends readonly unknown[], V, Q> {
  /** The value; what the chain's default is where there is none, or `undefined` where the item has no default. */
  get(...keys: K): Q;
  /** The entries under some or no keys, in the order of the raw keys. */
  entries(...prefix: KeyPrefix<K>): [K, V][];
}

type StorageQueries<S> = {
  readonly [N in keyof S]: S[N] extends StorageItem<infer K, infer V, infer Q> ? ItemQuery<K, V, Q> : never;
};

type CallMaker<C> =
  C extends CallSpec<infer A>
    ? keyof A extends never
      ? () => RuntimeCall
      : (args: FieldValues<A>) => RuntimeCall
    : never;

type CallMakers<C> = { readonly [N in keyof C]: CallMaker<C[N]> };

/** `query.SubtensorModule.Tempo.get(1)`: every storage item, typed by its declaration. Accounts are hex. */
export type Queries = {
  readonly [P in keyof Pallets as Pallets[P] extends { storage: object } ? P : never]: Pallets[P] extends {
    storage: infer S;
  }
    ? StorageQueries<S>
    : never;
};

/** `tx.Balances.transfer_keep_alive({ dest, value })`: makes a call, which `send` signs and submits. */
export type Calls = {
  readonly [P in keyof Pallets as Pallets[P] extends { calls: object } ? P : never]: Pallets[P] extends {
    calls: infer C;
  }
    ? CallMakers<C>
    : never;
};

/** `Constants["Balances"]["ExistentialDeposit"]`. */
export type Constants = {
  readonly [P in keyof Pallets as Pallets[P] extends { constants: object } ? P : never]: Pallets[P] extends {
    constants: infer C;
  }
    ? { readonly [N in keyof C]: C[N] extends Constant<infer V> ? V : never }
    : never;
};

type AnyApi =
  | ReturnType<typeof createCoreApis>[number]
  | ReturnType<typeof createValidationApis>[number]
  | ReturnType<typeof createTransactionApis>[number]
  | (typeof subtensorApis)[number]
  | typeof betaBasketApi
  | ReturnType<typeof createProxyFilterApi>;

/** The methods of the runtime APIs under their names on the chain. */
export type Apis = { readonly [A in AnyApi as A extends RuntimeApi ? A["name"] : never]: A["methods"] };

export type ApiParams<M> = M extends ApiMethod<infer P, unknown> ? FieldValues<P> : never;
export type ApiResult<M> = M extends { readonly result: { decode(bytes: Uint8Array): infer R } } ? R : never;

/** None where the method has no parameters. */
export type ApiArguments<M> = keyof ApiParams<M> extends never ? [] : [params: ApiParams<M>];
