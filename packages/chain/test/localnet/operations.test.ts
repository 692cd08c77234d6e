import { rao } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { assembleTransaction, Write } from "../../src/index.js";
import { useNetwork } from "./network.js";

const network = useNetwork();
const tao = (amount: number) => rao(BigInt(amount) * 1_000_000_000n);
const code = (expected: string) => ({ data: { code: expected } });

describe("a write of the registry", () => {
  it("is priced, tried, and sent", async () => {
    const { client, alice, bob } = network();
    const write = client.operations.balances.transfer({ to: bob.address, amount: tao(2) });
    const fee = await write.fee(alice.address);
    expect(await write.dryRun(alice)).toEqual({ succeeds: true });
    const before = await client.operations.balances.get({ address: bob.address });
    const receipt = await write.submit({ signer: alice });
    expect(receipt.fee).toBe(fee);
    const after = await client.operations.balances.get({ address: bob.address });
    expect(after.free).toBe(before.free + tao(2));
    expect(await client.operations.balances.get({ address: bob.address }, { at: receipt.blockNumber - 1 })).toEqual(
      before,
    );
  });

  it("says in a trial what sending it would throw", async () => {
    const { client, bob, alice } = network();
    const { free } = await client.operations.balances.get({ address: bob.address });
    const write = client.operations.balances.transfer({ to: alice.address, amount: rao(free * 2n) });
    const trial = await write.dryRun(bob);
    expect(trial).toMatchObject({ succeeds: false, error: { data: { call: "Balances.transfer_keep_alive" } } });
    const sent = await write.submit({ signer: bob }).catch((error: unknown) => error);
    expect((trial.error as unknown as { code: string }).code).toBe((sent as { code: string }).code);
  });

  it("is signed apart from being sent", async () => {
    const { client, bob, charlie } = network();
    const unsigned = await client.operations.balances
      .transfer({ to: charlie.address, amount: tao(1) })
      .prepare(bob.address);
    const carried = JSON.parse(JSON.stringify(unsigned)) as typeof unsigned;
    const signature = await bob.sign(Uint8Array.from(Buffer.from(carried.message.slice(2), "hex")));
    const { events, extrinsicHash } = await client.chain.transactions.sendSigned(
      assembleTransaction(carried, signature),
    );
    expect(extrinsicHash).toBe(assembleTransaction(carried, signature).hash);
    expect(events).toContainEqual(
      expect.objectContaining({ name: "Transfer", data: [bob.address, charlie.address, tao(1)] }),
    );
    await expect(client.chain.transactions.sendSigned(assembleTransaction(carried, signature))).rejects.toMatchObject(
      code("chain/invalid_transaction"),
    );
  });

  it("takes plain arguments by its name", async () => {
    const { client, alice, bob } = network();
    const before = (await client.balances.of(bob.address)).free;
    const write = client.write("balances.transfer", { to: bob.address, amount: "1.5" });
    expect(write).toBeInstanceOf(Write);
    await write.submit({ signer: alice });
    expect((await client.balances.of(bob.address)).free - before).toBe(1_500_000_000n);
    expect(await client.read("balances.existentialDeposit")).toBe(500n);
    expect(() => client.write("balances.get", { address: bob.address })).toThrow(
      expect.objectContaining({ code: "operations/wrong_kind" }),
    );
    await expect(client.read("balances.transfer", {})).rejects.toMatchObject(code("operations/wrong_kind"));
  });
});

describe("a read of the registry", () => {
  it("of a block that is not there says so", async () => {
    const { client, bob } = network();
    await expect(client.operations.balances.get({ address: bob.address }, { at: 1_000_000 })).rejects.toMatchObject(
      code("chain/block_not_found"),
    );
    await expect(
      client.operations.balances.get({ address: bob.address }, { at: `0x${"00".repeat(32)}` }),
    ).rejects.toMatchObject(code("chain/block_not_found"));
  });

  it("is watched: each change is told once", async () => {
    const { client, alice, net } = network();
    const address = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM";
    const heard: bigint[] = [];
    const stop = client.operations.balances.get.watch({ address }, ({ free }) => heard.push(free));
    await expect.poll(() => heard).toEqual([0n]);
    await net.mine(2);
    await client.operations.balances.transfer({ to: address, amount: tao(1) }).submit({ signer: alice });
    await expect.poll(() => heard).toEqual([0n, tao(1)]);
    stop();
    await client.operations.balances.transfer({ to: address, amount: tao(1) }).submit({ signer: alice });
    await net.mine(1);
    expect(heard).toHaveLength(2);
  });
});
