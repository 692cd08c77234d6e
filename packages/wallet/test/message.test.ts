import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { createKeypair, createKeypairFromUri, signMessage, verifyMessage, wrapMessage } from "../src/index.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a signed message", () => {
  it("is text, hex after 0x, or bytes", async () => {
    const { sign, address } = await createKeypairFromUri("//Alice").then((pair) => ({
      sign: (message: string | Uint8Array) => signMessage(pair, message),
      address: pair.address,
    }));
    const verify = (message: string | Uint8Array, signature: string) => verifyMessage({ message, signature, address });
    const signature = await sign("0xdeadbeef");
    expect(signature).toMatch(/^0x[0-9a-f]{128}$/);
    expect(await verify("0xdeadbeef", signature)).toBe(true);
    expect(await verify(fromHex("deadbeef"), signature)).toBe(true);
    expect(await verify(bytes("0xdeadbeef"), signature)).toBe(false);
    expect(await verify(bytes("hello"), await sign("hello"))).toBe(true);
    await expect(sign("0xabc")).rejects.toMatchObject({ data: { code: "wallet/bad_message" } });
    await expect(verify("0xzz", signature)).rejects.toMatchObject({ data: { code: "wallet/bad_message" } });
  });

  it("verifies if an extension wrapped it, but not the other way round", async () => {
    const alice = await createKeypairFromUri("//Alice");
    const wrapped = await alice.sign(wrapMessage(bytes("hello")));
    const verify = (message: string, signature: Uint8Array) =>
      verifyMessage({ message, signature, address: alice.address });
    expect(await verify("hello", wrapped)).toBe(true);
    expect(await verify("<Bytes>hello</Bytes>", wrapped)).toBe(true);
    expect(await verify("<Bytes>hello</Bytes>", await alice.sign(bytes("hello")))).toBe(false);
  });

  it("is refused with another signer, another scheme or a malformed signature", async () => {
    const [alice, bob] = await Promise.all(["//Alice", "//Bob"].map(createKeypairFromUri));
    const signature = await signMessage(alice!, "hello");
    const verify = (fields: object) =>
      verifyMessage({ message: "hello", signature, address: alice!.address, ...fields });
    expect(await verify({})).toBe(true);
    expect(await verify({ signature: signature.slice(2) })).toBe(true);
    expect(await verify({ address: bob!.address })).toBe(false);
    expect(await verify({ scheme: "ed25519" })).toBe(false);
    expect(await verify({ signature: signature.slice(0, -2) })).toBe(false);
    expect(await verify({ signature: "no hex" })).toBe(false);
    await expect(verify({ address: "5Grw" })).rejects.toMatchObject({ data: { code: "ss58/invalid" } });
  });

  it("by an ed25519 key needs its scheme named", async () => {
    const pair = await createKeypair({ uri: "//Alice", scheme: "ed25519" });
    const signed = { message: "hello", signature: toHex(await pair.sign(bytes("hello"))), address: pair.address };
    expect(await verifyMessage({ ...signed, scheme: "ed25519" })).toBe(true);
    expect(await verifyMessage(signed)).toBe(false);
  });
});
