import { type CodedError, decodeAddress, fromHex, toHex } from "@taostack/primitives";
import { walletError } from "./errors.js";
import type { KeyScheme } from "./schemes/scheme.js";
import type { Signer, TransactionPayload } from "./signer.js";

/** The part of polkadot-js' injected interface that is used here; every extension of that family has it. */
export interface InjectedExtension {
  enable(origin: string): Promise<Injected>;
}

export interface Injected {
  readonly accounts: { get(): Promise<readonly InjectedAccount[]> };
  readonly signer: {
    signPayload?(payload: TransactionPayload): Promise<{ readonly signature: string }>;
    signRaw?(raw: { address: string; data: string; type: "bytes" }): Promise<{ readonly signature: string }>;
  };
}

export interface InjectedAccount {
  readonly address: string;
  readonly name?: string;
  /** The scheme; others than ours (ecdsa, ethereum) are left out. */
  readonly type?: string;
}

export type InjectedExtensions = Readonly<Record<string, InjectedExtension>>;

/** An account of a browser extension. Its secret stays there, and a person is asked for each signature. */
export interface ExtensionSigner extends Signer {
  /** The name of the account in the extension. */
  readonly name?: string;
  /**
   * Signs the message in `<Bytes>…</Bytes>`, as extensions do so that no message is a transaction: `verifyMessage` takes such a
   * signature, a neuron's handshake does not.
   */
  sign(message: Uint8Array): Promise<Uint8Array>;
  signPayload(payload: TransactionPayload): Promise<Uint8Array>;
}

export interface ExtensionOptions {
  /** The page's name, which the extension shows when it asks for leave. */
  readonly origin: string;
  /** `polkadot-js`, `talisman`, `subwallet-js`, …; the first that is installed by default. */
  readonly extension?: string;
  /** `window.injectedWeb3` by default. */
  readonly injected?: InjectedExtensions;
}

/**
 * Asks a browser extension for its accounts. Waits as long as the person thinks it over.
 * @throws `wallet/no_extension`, naming those that are installed, or `wallet/extension_refused`.
 */
export async function connectExtension(options: ExtensionOptions): Promise<ExtensionSigner[]> {
  const injected = options.injected ?? (globalThis as { injectedWeb3?: InjectedExtensions }).injectedWeb3 ?? {};
  const found = Object.keys(injected);
  const name = options.extension ?? found[0];
  const extension = name === undefined ? undefined : injected[name];
  if (!extension || name === undefined) throw noExtension(found);
  const { accounts, signer } = await asked(name, () => extension.enable(options.origin));
  const known = await asked(name, () => accounts.get());
  return known.flatMap((account) => {
    const scheme = schemeOf(account);
    return scheme ? [createExtensionSigner(name, account, scheme, signer)] : [];
  });
}

const schemeOf = ({ type = "sr25519" }: InjectedAccount): KeyScheme | undefined =>
  type === "sr25519" || type === "ed25519" ? type : undefined;

function createExtensionSigner(
  extension: string,
  { address, name }: InjectedAccount,
  scheme: KeyScheme,
  signer: Injected["signer"],
): ExtensionSigner {
  const { signRaw, signPayload } = signer;
  return {
    address,
    publicKey: decodeAddress(address),
    scheme,
    ...(name === undefined ? {} : { name }),
    sign: (message) =>
      signed(extension, signRaw && (() => signRaw.call(signer, { address, data: toHex(message), type: "bytes" }))),
    signPayload: (payload) => signed(extension, signPayload && (() => signPayload.call(signer, payload))),
  };
}

type Sign = () => Promise<{ readonly signature: string }>;

/** Some signatures come with the scheme's byte in front. */
async function signed(extension: string, sign: Sign | undefined): Promise<Uint8Array> {
  if (!sign) throw refused(extension);
  const { signature } = await asked(extension, sign);
  const bytes = fromHex(signature);
  return bytes.length === 65 ? bytes.slice(1) : bytes;
}

async function asked<T>(extension: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw refused(extension, cause);
  }
}

const noExtension = (found: readonly string[]) =>
  walletError({ code: "wallet/no_extension", found }, "The browser extension is not installed, or not on this page.", {
    remedy:
      found.length === 0
        ? "Install polkadot-js, Talisman, SubWallet or the like, and load the page again."
        : `Choose one of those that are here: ${found.join(", ")}.`,
  });

const refused = (extension: string, cause?: unknown): CodedError =>
  walletError(
    { code: "wallet/extension_refused", extension },
    `${extension} did not do it: ${cause instanceof Error ? cause.message : "it refused, or it cannot"}.`,
    { remedy: "Open the extension, allow this page, and confirm the request.", cause },
  );
