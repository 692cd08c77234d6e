import { createKeypairFromUri } from "@taostack/wallet";
import { expect, it } from "vitest";
import { type BlockReport, startLocalnet } from "../src/index.js";
import { balancesOf } from "./support/issuance.js";

const TAO = 1_000_000_000n;

it("builds subnets that run, and tells of their epochs and transactions", async () => {
  const net = await startLocalnet({ mode: "manual" });
  const first = await net.subnet({ miners: 4, validators: 2, stake: 500n * TAO, tempo: 10, weights: true });
  const second = await net.subnet({ miners: 1, name: "Other" });
  expect([first.netuid, second.netuid, net.blockNumber]).toEqual([2, 3, 0]);
  expect([first.owner.uid, ...first.validators.map(({ uid }) => uid), ...first.miners.map(({ uid }) => uid)]).toEqual([
    0, 1, 2, 3, 4, 5, 6,
  ]);
  const [miner] = first.miners;
  expect((await createKeypairFromUri(miner?.hotkeyUri ?? "")).address).toBe(miner?.hotkey);
  const { total, issuance } = await balancesOf(net);
  expect(total).toBe(issuance);

  const reports: BlockReport[] = [];
  const off = net.onBlock((block) => reports.push(block));
  await net.mineToEpoch(first.netuid);
  expect(reports.at(-1)?.epochs).toContain(first.netuid);
  net.impersonate(second.owner.coldkey);
  net.sendAs(second.owner.coldkey, `0x050300${"07".repeat(32)}04`);
  await net.mine();
  off();
  expect(reports.at(-1)?.transactions).toMatchObject([
    { call: "Balances.transfer_keep_alive", error: "Token.BelowMinimum" },
  ]);
  await net.stop();
});

it("says which call of a subnet was refused", async () => {
  const net = await startLocalnet({ mode: "manual" });
  await expect(net.subnet({ validators: 1, stake: 1n })).rejects.toMatchObject({
    data: { code: "localnet/subnet_refused", call: "add_stake" },
  });
  expect(net.blockNumber).toBe(0);
  await expect(net.request("no_such")).rejects.toMatchObject({ data: { rpcCode: -32601 } });
  await net.stop();
});

it("runs many chains at once", async () => {
  const nets = await Promise.all(
    Array.from({ length: 8 }, (_, index) => startLocalnet({ mode: "manual", seed: `${index}` })),
  );
  await Promise.all(nets.map((net, index) => net.mine(index)));
  expect(nets.map(({ blockNumber }) => blockNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(new Set(nets.map(({ port }) => port)).size).toBe(8);
  await Promise.all(nets.map((net) => net.close()));
});
