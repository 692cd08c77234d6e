import type { OptionTable } from "@taostack/primitives";

/** The options of every program that signs with a hotkey; the variables of folder and names are those of the Python tools. */
export const walletOptions = {
  walletPath: { kind: "string", optional: true, env: "BT_WALLET_PATH", help: "folder of the wallets" },
  walletName: { kind: "string", default: "default", env: "BT_WALLET_NAME", help: "which wallet" },
  hotkeyName: { kind: "string", default: "default", env: "BT_WALLET_HOTKEY", help: "which of its hotkeys" },
  hotkeyPassword: {
    kind: "string",
    optional: true,
    secret: true,
    env: "TAO_HOTKEY_PASSWORD",
    help: "password of the hotkey, if it is encrypted",
  },
  hotkeyPasswordFile: {
    kind: "string",
    optional: true,
    env: "TAO_HOTKEY_PASSWORD_FILE",
    help: "file whose first line is that password",
  },
} as const satisfies OptionTable;
