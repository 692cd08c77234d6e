import { CodedError, decodeAddress, type Logger, toHex } from "@taostack/primitives";
import { devAccountId, devAccounts } from "./dev-accounts.js";
import type { GenesisConfig } from "./frame/index.js";
import type { AccountId } from "./scale/index.js";

/**
 * `interval` makes a block every `blockTimeMs`, `instant` whenever transactions wait, `per-transaction` one for each of
 * them, `manual` only when told to.
 */
export const sealingModes = ["interval", "instant", "per-transaction", "manual"] as const;
export type SealingMode = (typeof sealingModes)[number];

export interface GenesisOptions {
  /** More accounts, or other balances for the development accounts. `free` is in rao. */
  readonly balances?: readonly { readonly address: string; readonly free: bigint }[];
  /** Who may act as root. //Alice if not given. */
  readonly sudo?: string;
}

export interface LocalnetOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Address to listen on. `127.0.0.1` if not given. */
  readonly host?: string;
  /** Milliseconds between blocks, 1000 if not given. In other modes the step of the chain's clock, 12000 if not given. */
  readonly blockTimeMs?: number;
  readonly mode?: SealingMode;
  /**
   * A folder to keep the chain in. If it holds a chain, that one goes on, with the genesis it has. In memory if not given.
   */
  readonly statePath?: string;
  /** Chains of different seeds have different genesis hashes; with the same seed and options, the same. */
  readonly seed?: string;
  /** In mode `manual`, the time of block 1 in milliseconds since 1970. Now, if not given. */
  readonly startTimeMs?: number;
  /** Blocks per epoch of the subnets that exist at genesis. */
  readonly tempo?: number;
  readonly genesis?: GenesisOptions;
  /** Latest blocks whose state can be read. 256 if not given. */
  readonly stateHistory?: number;
  readonly logger?: Logger;
}

export interface ResolvedSealing {
  readonly mode: SealingMode;
  /** The chain's slot, which clients read as its block time. */
  readonly slotDurationMs: number;
}

export interface OptionErrorData {
  readonly code: "localnet/invalid_option";
  readonly option: string;
}

const invalidOption = (option: string, message: string, remedy: string): CodedError<OptionErrorData> =>
  new CodedError({ code: "localnet/invalid_option", option }, message, { remedy });

/** @throws `localnet/invalid_option` for a block time that the mode cannot have. */
export function resolveSealing({ mode = "interval", blockTimeMs }: LocalnetOptions): ResolvedSealing {
  if (blockTimeMs !== undefined && (!Number.isInteger(blockTimeMs) || blockTimeMs < 0)) {
    throw invalidOption(
      "blockTimeMs",
      `A block time of ${blockTimeMs} ms is not possible.`,
      "Give whole milliseconds.",
    );
  }
  if (mode !== "interval") return { mode, slotDurationMs: blockTimeMs || 12_000 };
  if (blockTimeMs === 0) {
    throw invalidOption(
      "blockTimeMs",
      "A chain that makes blocks by time needs a time between them.",
      'Choose mode "manual" or "instant", or a block time above 0.',
    );
  }
  return { mode, slotDurationMs: blockTimeMs ?? 1000 };
}

const toAccount = (address: string): AccountId => toHex(decodeAddress(address));

/** The development accounts of a local chain, and what the options add. @throws `ss58/invalid`. */
export function resolveGenesis({ genesis = {}, tempo }: LocalnetOptions): GenesisConfig {
  const free = new Map<AccountId, bigint>();
  for (const account of devAccounts) free.set(toAccount(account.address), account.free);
  for (const account of genesis.balances ?? []) free.set(toAccount(account.address), account.free);
  return {
    balances: [...free].map(([account, amount]) => ({ account, free: amount })),
    sudo: genesis.sudo === undefined ? devAccountId("//Alice") : toAccount(genesis.sudo),
    authorities: [devAccountId("//One")],
    ...(tempo === undefined ? {} : { tempo }),
  };
}
