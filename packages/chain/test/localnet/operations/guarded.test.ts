import { describe, expect, it } from "vitest";
import { type LimitedSigner, limitSigner, type SpendPolicy } from "../../../src/index.js";
import { itRefuses, type Market, tao, useMarket } from "./market.js";

const market = useMarket();
const free = async (at: Market, address: string) => (await at.ops.balances.get({ address })).free;

describe("a signer with a policy", () => {
  const limited = (policy: SpendPolicy): LimitedSigner => limitSigner(market().bob, policy);
  const code = (expected: string) => ({ data: { code: expected } });
  const pay = (amount: number, to = market().charlie.address) =>
    market().ops.balances.transfer({ to, amount: tao(amount) });

  it("signs what is within it", async () => {
    const signer = limited({ mostPerCall: tao(5), mostPerDay: tao(8), destinations: [market().charlie.address] });
    const before = await free(market(), market().charlie.address);
    await pay(5).submit({ signer });
    expect((await free(market(), market().charlie.address)) - before).toBe(tao(5));
    await expect(pay(6).submit({ signer })).rejects.toMatchObject(code("policy/over_call_limit"));
    await expect(pay(4).submit({ signer })).rejects.toMatchObject(code("policy/over_day_limit"));
    await pay(3).submit({ signer });
    await expect(pay(0.1).submit({ signer })).rejects.toMatchObject(code("policy/over_day_limit"));
    const elsewhere = pay(0.1, market().miner.address);
    await expect(elsewhere.submit({ signer })).rejects.toMatchObject(code("policy/destination_not_allowed"));
    expect((await market().ops.chain.account({ address: signer.address })) > 0).toBe(true);
  });

  it("counts calls inside calls, and what stands nowhere in them", async () => {
    const { ops, validatorHotkey: hotkey, netuid } = market();
    const signer = limited({ mostPerCall: tao(5) });
    await expect(ops.utility.batch({ calls: [pay(3), pay(3)] }).submit({ signer })).rejects.toMatchObject(
      code("policy/over_call_limit"),
    );
    await expect(ops.balances.transferAll({ to: hotkey.address }).submit({ signer })).rejects.toMatchObject(
      code("policy/over_call_limit"),
    );
    await expect(ops.subnets.create({ hotkey: hotkey.address }).submit({ signer })).rejects.toMatchObject(
      code("policy/over_call_limit"),
    );
    await ops.staking.add({ hotkey: hotkey.address, netuid, amount: tao(5) }).submit({ signer });
    const give = ops.staking.transfer({
      to: market().charlie.address,
      hotkey: hotkey.address,
      fromNetuid: netuid,
      toNetuid: netuid,
      amount: tao(1e6),
    });
    await expect(give.submit({ signer })).rejects.toMatchObject(code("policy/over_call_limit"));
  });

  it("keeps to its subnets, and hands nothing over", async () => {
    const { ops, validatorHotkey: hotkey, netuid, charlie } = market();
    const signer = limited({ netuids: [netuid] });
    await expect(
      ops.staking.add({ hotkey: hotkey.address, netuid: 1, amount: tao(1) }).submit({ signer }),
    ).rejects.toMatchObject(code("policy/netuid_not_allowed"));
    await expect(ops.staking.unstakeAll({ hotkey: hotkey.address }).submit({ signer })).rejects.toMatchObject(
      code("policy/netuid_not_allowed"),
    );
    await expect(ops.proxies.add({ delegate: charlie.address }).submit({ signer })).rejects.toMatchObject(
      code("policy/call_not_allowed"),
    );
    await expect(
      market().client.chain.submit("Proxy", "add_proxy", [charlie.address, "Any", 0], { signer }),
    ).rejects.toMatchObject(code("policy/call_not_allowed"));
    const lenient = limited({ calls: ["Proxy.add_proxy"] });
    await ops.proxies.add({ delegate: charlie.address, type: "Staking" }).submit({ signer: lenient });
    await ops.proxies.removeAll({}).submit({ signer: lenient });
  });

  it("signs nothing that it has not judged, and counts no trial and no refusal", async () => {
    const signer = limited({ mostPerDay: tao(3) });
    await expect(signer.sign(new Uint8Array(32))).rejects.toMatchObject(code("policy/unknown_message"));
    expect(await pay(3).dryRun(signer)).toEqual({ succeeds: true });
    const signed = await pay(2).sign(signer);
    await expect(pay(2).submit({ signer })).rejects.toMatchObject(code("policy/over_day_limit"));
    await market().client.chain.transactions.sendSigned(signed);
  });
});

describe("a shielded write", () => {
  it("goes in hidden, right behind what carries it", async () => {
    const at = market();
    const before = await free(at, at.miner.address);
    const receipt = await at.ops.balances
      .transfer({ to: at.miner.address, amount: tao(4) })
      .submitShielded({ signer: at.charlie });
    expect((await free(at, at.miner.address)) - before).toBe(tao(4));
    const { extrinsics } = await at.ops.chain.block({ number: receipt.blockNumber });
    expect(extrinsics.map(({ call }) => call).slice(-2)).toEqual([
      "MevShield.submit_encrypted",
      "Balances.transfer_keep_alive",
    ]);
    expect(extrinsics.at(-1)?.hash).toBe(receipt.extrinsicHash);
    const keys = await at.ops.shield.keys({});
    expect(keys.next).toHaveLength(1_184);
  });

  it("fails with the chain's error, and with the policy's", async () => {
    const at = market();
    const tooMuch = at.ops.balances.transfer({ to: at.miner.address, amount: tao(1e9) });
    await expect(tooMuch.submitShielded({ signer: at.charlie })).rejects.toMatchObject({
      code: "chain/FundsUnavailable",
    });
    const signer = limitSigner(at.charlie, { mostPerCall: tao(1) });
    await expect(tooMuch.submitShielded({ signer })).rejects.toMatchObject({ code: "policy/over_call_limit" });
  });

  it("is counted by a policy only if it was sent", async () => {
    const [at, poor] = [market(), await market().fresh("Poor")];
    const signer = limitSigner(poor, { mostPerDay: tao(3) });
    const pay = (amount: number) => at.ops.balances.transfer({ to: at.miner.address, amount: tao(amount) });
    await expect(pay(2).submitShielded({ signer })).rejects.toMatchObject({ code: "chain/invalid_transaction" });
    await at.ops.balances.transfer({ to: poor.address, amount: tao(10) }).submit({ signer: at.alice });
    await pay(2).submitShielded({ signer });
    await expect(pay(2).submitShielded({ signer })).rejects.toMatchObject({ code: "policy/over_day_limit" });
  });

  itRefuses(market, {
    "what cannot be a hidden transaction": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.shield.submitEncrypted({ ciphertext: new Uint8Array(40) }),
      error: "invalid_transaction",
    },
  });
});
