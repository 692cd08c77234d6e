/** Who takes part in the local network: wallets, what each runs, and what each brings. */

export interface MinerRole {
  readonly name: string;
  /** A bundled model, and the variant of its weights. */
  readonly model: string;
  readonly dtype: string;
  /** For the view: what makes this miner better or worse than the others. */
  readonly note: string;
}

export interface ValidatorRole {
  readonly name: string;
  /** TAO that its coldkey stakes on its hotkey. */
  readonly stakeTao: string;
}

export interface Cast {
  readonly owner: string;
  readonly gateway: string;
  readonly miners: readonly MinerRole[];
  readonly validators: readonly ValidatorRole[];
}

/** The model that validators hold as the reference, and that users ask for. */
export const REFERENCE_MODEL = "tao-text";

export const defaultCast: Cast = {
  owner: "owner",
  gateway: "gateway",
  validators: [
    { name: "validator-1", stakeTao: "200" },
    { name: "validator-2", stakeTao: "100" },
  ],
  miners: [
    { name: "miner-1", model: REFERENCE_MODEL, dtype: "fp32", note: "full precision" },
    { name: "miner-2", model: REFERENCE_MODEL, dtype: "q8", note: "quantised" },
    { name: "miner-3", model: "tao-text-mini", dtype: "fp32", note: "a smaller model" },
  ],
};

export const walletNames = (cast: Cast): string[] => [
  cast.owner,
  ...cast.validators.map(({ name }) => name),
  ...cast.miners.map(({ name }) => name),
  cast.gateway,
];
