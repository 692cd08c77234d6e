/** Who takes part in the local network: subnets, wallets, what each runs, and what each brings. */

export interface MinerRole {
  readonly name: string;
  /** A bundled model or a formula; where it lies, for storage. */
  readonly model?: string;
  /** Variant of the model's weights. */
  readonly dtype?: string;
  /** Room of a miner of storage. */
  readonly quotaMib?: number;
  /** For the view: what makes this miner better or worse than the others. */
  readonly note: string;
}

export interface ValidatorRole {
  readonly name: string;
  /** TAO that its coldkey stakes on its hotkey. */
  readonly stakeTao: string;
}

/** One subnet: what it trades, and who is in it. */
export interface MarketCast {
  readonly commodity: "text" | "vision" | "forecast" | "translation" | "storage";
  /** Said on the chain. */
  readonly description: string;
  readonly miners: readonly MinerRole[];
  readonly validators: readonly ValidatorRole[];
  /** All its neurons in one process, which saves memory; otherwise each can die alone. */
  readonly together: boolean;
}

export interface Cast {
  /** Of all subnets. */
  readonly owner: string;
  readonly gateway: string;
  /** The first is the one that the gateway serves. */
  readonly markets: readonly [MarketCast, ...MarketCast[]];
}

/** The model that validators hold as the reference, and that users ask for. */
export const REFERENCE_MODEL = "tao-text";

export const defaultCast: Cast = {
  owner: "owner",
  gateway: "gateway",
  markets: [
    {
      commodity: "text",
      description: "Chat answers, judged by a reference model",
      together: false,
      validators: [
        { name: "validator-1", stakeTao: "200" },
        { name: "validator-2", stakeTao: "100" },
      ],
      miners: [
        { name: "miner-1", model: REFERENCE_MODEL, dtype: "fp32", note: "full precision" },
        { name: "miner-2", model: REFERENCE_MODEL, dtype: "q8", note: "quantised" },
        { name: "miner-3", model: "tao-text-mini", dtype: "fp32", note: "a smaller model" },
      ],
    },
    {
      commodity: "vision",
      description: "What images show and where, judged by fresh drawings",
      together: true,
      validators: [{ name: "vision-validator", stakeTao: "100" }],
      miners: [
        { name: "vision-1", model: "tao-vision", note: "full size" },
        { name: "vision-2", model: "tao-vision-small", note: "smaller" },
        { name: "vision-3", model: "tao-vision-mini", note: "right half the time" },
      ],
    },
    {
      commodity: "forecast",
      description: "Quantiles of what comes, judged by what came",
      together: true,
      validators: [{ name: "forecast-validator", stakeTao: "100" }],
      miners: [
        { name: "forecast-1", model: "tao-forecast", note: "full size" },
        { name: "forecast-2", model: "tao-forecast-mini", note: "volatility alone" },
        { name: "forecast-3", model: "random-walk", note: "a formula" },
      ],
    },
    {
      commodity: "translation",
      description: "Translations, judged by references nobody else has",
      together: true,
      validators: [{ name: "translation-validator", stakeTao: "100" }],
      miners: [
        { name: "translation-1", model: "tao-translate", note: "full size" },
        { name: "translation-2", model: "tao-translate-small", note: "smaller" },
        { name: "translation-3", model: "tao-translate-mini", note: "smallest" },
      ],
    },
    {
      commodity: "storage",
      description: "Pieces of files, judged by proofs and retrievals",
      together: true,
      validators: [{ name: "storage-validator", stakeTao: "100" }],
      miners: [
        { name: "storage-1", quotaMib: 256, note: "room for all" },
        { name: "storage-2", quotaMib: 128, note: "room for all" },
        { name: "storage-3", quotaMib: 1, note: "hardly any room" },
      ],
    },
  ],
};

export const neuronNames = ({ validators, miners }: MarketCast): string[] =>
  [...validators, ...miners].map(({ name }) => name);

export const walletNames = ({ owner, gateway, markets }: Cast): string[] => [
  owner,
  ...markets.flatMap(neuronNames),
  gateway,
];
