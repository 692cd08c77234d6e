import { rao } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import { describe, expect, it } from "vitest";
import { useNetwork } from "./network.js";

const network = useNetwork();
const tao = (amount: number) => rao(BigInt(amount) * 1_000_000_000n);
const code = (expected: string) => ({ data: { code: expected } });

describe("a write", () => {
  it("resolves with the block, the fee and the events", async () => {
    const { client, alice, bob, net } = network();
    const [sender, receiver] = await client.balances.ofMany([alice.address, bob.address]);
    const receipt = await client.balances.transfer({ signer: alice, to: bob.address, amount: tao(5) });
    expect(receipt.blockNumber).toBe(net.blockNumber);
    expect(receipt.blockHash).toBe(await client.blocks.hashOf(receipt.blockNumber));
    expect(receipt.extrinsicHash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(receipt.fee).toBeGreaterThan(0n);
    const transfer = receipt.events.find(({ pallet, name }) => pallet === "Balances" && name === "Transfer");
    expect(transfer?.data).toEqual([alice.address, bob.address, tao(5)]);
    const [senderAfter, receiverAfter] = await client.balances.ofMany([alice.address, bob.address]);
    expect(receiverAfter!.free).toBe(receiver!.free + tao(5));
    expect(senderAfter!.free).toBe(sender!.free - tao(5) - receipt.fee);
    expect(senderAfter!.nonce).toBe(sender!.nonce + 1);
  });

  it("may wait until it is final", async () => {
    const { client, alice, bob } = network();
    const { blockNumber } = await client.balances.transfer({
      signer: alice,
      to: bob.address,
      amount: tao(1),
      wait: "finalized",
    });
    expect((await client.blocks.finalized()).number).toBeGreaterThanOrEqual(blockNumber);
  });

  it("goes out with others of the same signer at once, each with its nonce", async () => {
    const { client, charlie, bob } = network();
    const { nonce } = await client.balances.of(charlie.address);
    const receipts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        client.balances.transfer({ signer: charlie, to: bob.address, amount: tao(index + 1) }),
      ),
    );
    expect(new Set(receipts.map(({ extrinsicHash }) => extrinsicHash)).size).toBe(8);
    expect((await client.balances.of(charlie.address)).nonce).toBe(nonce + 8);
  });

  it("fails with the chain's error, after its fee", async () => {
    const { client, bob, alice } = network();
    const { free } = await client.balances.of(bob.address);
    const failure = client.balances.transfer({ signer: bob, to: alice.address, amount: rao(free) });
    await expect(failure).rejects.toMatchObject({
      data: { call: "Balances.transfer_keep_alive", extrinsicHash: expect.stringMatching(/^0x/) },
      remedy: expect.any(String),
    });
    expect((await client.balances.of(bob.address)).free).toBeLessThan(free);
  });

  it("is refused to who may not make it", async () => {
    const { client, bob } = network();
    await expect(
      client.subnets.setHyperparameter({ signer: bob, netuid: 1, name: "tempo", value: 20, sudo: true }),
    ).rejects.toMatchObject({ data: { call: "AdminUtils.sudo_set_tempo" }, code: expect.stringMatching(/^chain\//) });
    await expect(
      client.subnets.setHyperparameter({ signer: bob, netuid: 1, name: "kappa", value: 20 }),
    ).rejects.toMatchObject(code("chain/BadOrigin"));
    await expect(
      client.subnets.setHyperparameter({ signer: bob, netuid: 1, name: "no_such_thing", value: 20 }),
    ).rejects.toMatchObject(code("chain/unsupported"));
  });

  it("fails for an error inside a sudo call, which itself succeeds", async () => {
    const { client, alice } = network();
    const change = { signer: alice, netuid: 4_000, name: "tempo", value: 20, sudo: true };
    await expect(client.subnets.setHyperparameter(change)).rejects.toMatchObject({
      data: { call: "AdminUtils.sudo_set_tempo", extrinsicHash: expect.stringMatching(/^0x/) },
    });
  });

  it("says that an account without funds cannot pay", async () => {
    const { client, alice } = network();
    const poor = await createKeypairFromUri("//nobody");
    await expect(client.balances.transfer({ signer: poor, to: alice.address, amount: tao(1) })).rejects.toMatchObject(
      code("chain/invalid_transaction"),
    );
  });
});
