import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import {
  connectExtension,
  createKeypair,
  createKeypairFromUri,
  type Injected,
  type Keypair,
  type TransactionPayload,
  verifyMessage,
  verifySignature,
  wrapMessage,
} from "../src/index.js";

/** What an extension injects: it signs messages wrapped, payloads with the scheme's byte in front. */
function inject(pairs: readonly Keypair[], more: readonly { address: string; type: string }[] = []): Injected {
  const signed = async (address: string, message: Uint8Array, prefix = "") =>
    toHex(await pairs.find((pair) => pair.address === address)!.sign(message)).replace("0x", `0x${prefix}`);
  return {
    accounts: {
      get: async () => [...pairs.map(({ address, scheme }) => ({ address, name: scheme, type: scheme })), ...more],
    },
    signer: {
      signRaw: async ({ address, data }) => ({ signature: await signed(address, wrapMessage(fromHex(data))) }),
      signPayload: async ({ address, method }) => ({ signature: await signed(address, fromHex(method), "01") }),
    },
  };
}

const payload = (address: string) => ({ address, method: "0x0102" }) as TransactionPayload;

describe("a browser extension", () => {
  it("gives its accounts as signers, but for schemes of other networks", async () => {
    const pairs = [await createKeypairFromUri("//Alice"), await createKeypair({ uri: "//Alice", scheme: "ed25519" })];
    const origins: string[] = [];
    const enable = async (origin: string) => {
      origins.push(origin);
      return inject(pairs, [{ address: "0x3Cd0A705a2DC65e5b1E1205896BaA2be8A07c6e0", type: "ethereum" }]);
    };
    const signers = await connectExtension({ origin: "the explorer", injected: { talisman: { enable } } });
    expect(origins).toEqual(["the explorer"]);
    expect(signers.map(({ address, scheme, name }) => [address, scheme, name])).toEqual(
      pairs.map(({ address, scheme }) => [address, scheme, scheme]),
    );
    const message = new TextEncoder().encode("hello");
    for (const signer of signers) {
      const signature = await signer.sign(message);
      const { address, publicKey, scheme } = signer as Required<typeof signer>;
      expect(await verifyMessage({ message, signature, address, scheme })).toBe(true);
      expect(await verifySignature(message, signature, publicKey, scheme)).toBe(false);
      const ofPayload = await signer.signPayload(payload(address));
      expect(await verifySignature(Uint8Array.of(1, 2), ofPayload, publicKey, scheme)).toBe(true);
    }
  });

  it("may be missing, refuse, or be unable", async () => {
    const alice = await createKeypairFromUri("//Alice");
    const { accounts } = inject([alice]);
    const injected = {
      refusing: { enable: () => Promise.reject(new Error("Cancelled")) },
      readonly: { enable: async () => ({ accounts, signer: {} }) },
    };
    const connect = (extension?: string) =>
      connectExtension({ origin: "o", injected, ...(extension && { extension }) });
    await expect(connect("other")).rejects.toMatchObject({
      data: { code: "wallet/no_extension", found: ["refusing", "readonly"] },
    });
    await expect(connectExtension({ origin: "o" })).rejects.toMatchObject({ data: { code: "wallet/no_extension" } });
    await expect(connect()).rejects.toMatchObject({ data: { code: "wallet/extension_refused" } });
    const [signer] = await connect("readonly");
    await expect(signer!.signPayload(payload(alice.address))).rejects.toMatchObject({
      data: { code: "wallet/extension_refused", extension: "readonly" },
    });
  });
});
