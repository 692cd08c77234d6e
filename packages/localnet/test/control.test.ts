import { isCodedError } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { type Localnet, type LocalnetOptions, startLocalnet } from "../src/index.js";
import { connectRaw } from "./support/rpc.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const manual = (options: LocalnetOptions = {}): Promise<Localnet> =>
  startLocalnet({ mode: "manual", startTimeMs: 1_750_000_000_000, ...options });

async function headHash(net: Localnet): Promise<unknown> {
  const raw = await connectRaw(net.url);
  const { result } = await raw.call("chain_getBlockHash");
  await raw.close();
  return result;
}

describe("a chain in this process", () => {
  it("repeats itself exactly", async () => {
    const [one, two, other] = await Promise.all([manual(), manual(), manual({ seed: "other" })]);
    await Promise.all([one.mine(20), two.mine(20), other.mine(20)]);
    expect(await headHash(one)).toBe(await headHash(two));
    expect(one.genesisHash).toBe(two.genesisHash);
    expect(other.genesisHash).not.toBe(one.genesisHash);
    await Promise.all([one.stop(), two.stop(), other.stop()]);
  });

  it("goes back to a snapshot, more than once", async () => {
    const net = await manual();
    await net.mine(2);
    const point = net.snapshot();
    const head = await headHash(net);
    net.fund(ALICE, 1n);
    await net.mine(5);
    net.revert(point);
    expect([net.blockNumber, await headHash(net)]).toEqual([2, head]);
    await net.mine(1);
    net.revert(point);
    expect(net.blockNumber).toBe(2);
    expect(() => net.revert(9)).toThrowError(
      expect.objectContaining({ data: { code: "localnet/no_snapshot", snapshot: 9 } }),
    );
    await net.stop();
  });

  it("makes blocks by time", async () => {
    const net = await startLocalnet({ blockTimeMs: 20 });
    const raw = await connectRaw(net.url);
    await raw.call("chain_subscribeNewHeads");
    const numbers: number[] = [];
    while (numbers.length < 4) {
      const { number } = await raw.notification<{ number: string }>();
      numbers.push(Number(number));
    }
    const [first = -1] = numbers;
    expect(numbers).toEqual([first, first + 1, first + 2, first + 3]);
    await raw.close();
    await net.stop();
  });

  it("stops once, for good, with connections open", async () => {
    const net = await startLocalnet({ blockTimeMs: 20 });
    const raw = await connectRaw(net.url);
    await raw.call("chain_subscribeNewHeads");
    await Promise.all([net.stop(), net.stop()]);
    await net.stop();
    const { blockNumber } = net;
    const again = await startLocalnet({ port: net.port, mode: "manual" });
    expect(net.blockNumber).toBe(blockNumber);
    await again.stop();
    await expect(connectRaw(net.url)).rejects.toThrow("ECONNREFUSED");
  });

  it("takes a genesis of one's own", async () => {
    const net = await manual({ genesis: { balances: [{ address: ALICE, free: 5n }] } }).catch(
      (error: unknown) => error,
    );
    // Below the existential deposit no account comes into being.
    expect(net instanceof Error && !isCodedError(net)).toBe(true);
  });
});
