import { TypeRegistry } from "@polkadot/types";
import { rao, toHex } from "@taostack/primitives";
import { connectExtension, createKeypair, type Injected, type Keypair } from "@taostack/wallet";
import { expect, it } from "vitest";
import { useNetwork } from "./network.js";

const network = useNetwork();
const tao = (amount: number) => rao(BigInt(amount) * 1_000_000_000n);

/** What polkadot-js' extension does with a payload: it builds the bytes from the fields itself, and puts the scheme in front. */
function inject(pair: Keypair): Injected {
  return {
    accounts: { get: async () => [{ address: pair.address, name: "mine", type: pair.scheme }] },
    signer: {
      signPayload: async (payload) => {
        const registry = new TypeRegistry();
        registry.setSignedExtensions(payload.signedExtensions);
        const bytes = registry
          .createType("ExtrinsicPayload", payload, { version: payload.version })
          .toU8a({ method: true });
        const signature = await pair.sign(bytes.length > 256 ? registry.hash(bytes).toU8a() : bytes);
        return { signature: toHex(signature).replace("0x", pair.scheme === "ed25519" ? "0x00" : "0x01") };
      },
    },
  };
}

it("an ed25519 coldkey pays", async () => {
  const { client, alice, bob } = network();
  const signer = await createKeypair({ uri: "//Payer", scheme: "ed25519" });
  await client.balances.transfer({ signer: alice, to: signer.address, amount: tao(5) });
  const { blockNumber } = await client.balances.transfer({ signer, to: bob.address, amount: tao(2) });
  expect(blockNumber).toBeGreaterThan(0);
  const { free } = await client.balances.of(signer.address);
  expect(free).toBeGreaterThan(tao(2));
  expect(free).toBeLessThan(tao(3));
});

it.each(["sr25519", "ed25519"] as const)("an extension's %s account pays", async (scheme) => {
  const { client, alice, bob } = network();
  const pair = await createKeypair({ uri: "//Page", scheme });
  const [signer] = await connectExtension({ origin: "test", injected: { mine: { enable: async () => inject(pair) } } });
  await client.balances.transfer({ signer: alice, to: pair.address, amount: tao(5) });
  const before = await client.balances.of(bob.address);
  await client.balances.transfer({ signer: signer!, to: bob.address, amount: tao(2) });
  expect((await client.balances.of(bob.address)).free).toBe(before.free + tao(2));
});
