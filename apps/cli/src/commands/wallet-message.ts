import { signMessage, verifyMessage } from "@taostack/wallet";
import { openContextWallet, resolveAccount, unlockColdkey } from "../accounts.js";
import type { Context } from "../context.js";
import { cliError } from "../errors.js";

interface MessageOptions {
  readonly useHotkey?: boolean;
}

export async function sign(
  context: Context,
  [message = ""]: readonly string[],
  { useHotkey }: MessageOptions,
): Promise<void> {
  const wallet = await openContextWallet(context);
  const signer = useHotkey
    ? await wallet.hotkey(context.surroundings.env.TAO_HOTKEY_PASSWORD)
    : await unlockColdkey(context, wallet);
  const signature = await signMessage(signer, message);
  context.result({ address: signer.address, message, signature }, [signature]);
}

/** @throws `cli/not_signed`: a script sees it by the exit code. */
export async function verify(
  context: Context,
  [message = "", signature = "", given]: readonly string[],
  { useHotkey }: MessageOptions,
): Promise<void> {
  const { address, label } = await resolveAccount(context, given, useHotkey ? "hotkey" : "coldkey");
  if (!(await verifyMessage({ message, signature, address })))
    throw cliError(
      { code: "cli/not_signed", address },
      `${label} has not signed this message with this signature.`,
      "Check that message, signature and address are complete and belong together.",
    );
  context.result({ address, message, valid: true }, [`signed by ${label}`]);
}
