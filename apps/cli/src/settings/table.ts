import { isAddress } from "@taostack/primitives";

/** A setting that a flag, the environment and the file may give. */
export interface Setting {
  /** A clause. */
  readonly help: string;
  /** Variables, the first that is set counts. The `BT_` names are the Python tools'. */
  readonly env: readonly string[];
  /** Without any of them. */
  readonly default?: string;
  readonly isValid: (text: string) => boolean;
  /** Completes "It takes …". */
  readonly takes: string;
}

const NAME = /^[^/\\\s]+$/;
const NETWORK = /^(finney|test|archive|local)$/;

/** By their names in the file. The flag of each has the same name. */
export const settings = {
  network: {
    help: "the chain",
    env: ["TAO_NETWORK", "BT_SUBTENSOR_CHAIN_ENDPOINT", "BT_SUBTENSOR_NETWORK"],
    default: "finney",
    isValid: (text) => NETWORK.test(text) || (/^(wss?:\/\/)?[\w.[\]:-]+(\/\S*)?$/.test(text) && /[.:]/.test(text)),
    takes: "finney, test, archive, local, or an address such as ws://127.0.0.1:9944",
  },
  walletPath: {
    help: "the folder that wallets are in",
    env: ["TAO_WALLET_PATH", "BT_WALLET_PATH"],
    default: "~/.bittensor/wallets",
    isValid: (text) => text.trim() !== "",
    takes: "a folder",
  },
  wallet: {
    help: "which wallet",
    env: ["TAO_WALLET", "BT_WALLET_NAME"],
    default: "default",
    isValid: (text) => NAME.test(text),
    takes: "the name of a wallet",
  },
  hotkey: {
    help: "which of its hotkeys",
    env: ["TAO_HOTKEY", "BT_WALLET_HOTKEY"],
    default: "default",
    isValid: (text) => isAddress(text) || /^[^/\\\s]+(\/[^/\\\s]+)?$/.test(text),
    takes: "the name of a hotkey, wallet/hotkey, or an address",
  },
  gateway: {
    help: "whom `tao ask` asks",
    env: ["TAO_GATEWAY"],
    isValid: (text) => /^https?:\/\//.test(text) && URL.canParse(text),
    takes: "an address such as http://127.0.0.1:8080",
  },
  slippage: {
    help: "how much worse the price of a trade may get meanwhile, in percent",
    env: ["TAO_SLIPPAGE"],
    default: "0.5",
    isValid: (text) => /^\d{1,2}(\.\d{1,9})?$/.test(text),
    takes: "a percentage below 100, such as 0.5",
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settings, name);

/** `walletPath` is `--wallet-path`. */
export const flagOfSetting = (name: SettingName): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
