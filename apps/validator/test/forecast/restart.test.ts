import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ewmaForecaster, serveForecast } from "@taostack/commodities";
import { toHex } from "@taostack/primitives";
import { eventually, hasSecondLoopback, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { createWallet } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LogLine, readRoundLog } from "../../src/forecast/read-round-log.js";
import { registerHotkey, useMarket } from "../support/market.js";
import { serveMiner } from "../support/serve-miner.js";

const market = useMarket();
const program = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));

describe.skipIf(!hasSecondLoopback)("a validator of forecasts that is killed", () => {
  const children: ChildProcess[] = [];
  let folder = "";
  let miner: { readonly hotkey: string; stop(): Promise<void> };
  let validator = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "validator-killed-"));
    const signer = await registerHotkey(market(), "//forecaster");
    const service = serveForecast(ewmaForecaster(), {}, { hotkey: signer.address });
    const { stop } = await serveMiner(market(), signer, service);
    miner = { hotkey: signer.address, stop };
    const { wallet } = await createWallet({ path: folder, name: "killed", encryptColdkey: false });
    validator = await wallet.hotkeyAddress();
    const { client, netuid, coldkey } = market();
    await client.neurons.register({ signer: coldkey, netuid, hotkey: validator });
  });

  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await miner?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(): ChildProcess {
    const { net, netuid } = market();
    const child = spawn(
      process.execPath,
      [
        program,
        ...["--endpoint", net.url, "--netuid", String(netuid), "--wallet-path", folder, "--wallet-name", "killed"],
        ...["--host", SECOND_LOOPBACK, "--port", "0", "--state-path", join(folder, "state.json")],
        ...["--commodity", "forecast", "--feed", "simulator:7,simulator:8", "--feed-step-ms", "800"],
        ...["--horizons", "2,8", "--challenge-interval-ms", "20", "--log-level", "error"],
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    children.push(child);
    return child;
  }

  const path = () => join(folder, "state.json.rounds");
  const identity = () => ({
    genesisHash: toHex(market().client.genesisHash),
    netuid: market().netuid,
    hotkey: validator,
  });
  const lines = (): Promise<LogLine[]> => readRoundLog(path(), identity());
  const committedIn = (log: readonly LogLine[]) =>
    log.flatMap((line) => ("open" in line && miner.hotkey in line.open.commits ? [line.open.window.requestId] : []));

  it("goes on with its open rounds, and judges what was committed to before", async () => {
    const first = start();
    const open = await eventually("two open rounds with commitments", async () => {
      const found = committedIn(await lines());
      return found.length >= 2 ? found : undefined;
    });
    const killed = once(first, "exit");
    first.kill("SIGKILL");
    await killed;
    const before = await lines();
    expect(before.some((line) => "judged" in line && open.includes(line.judged.requestId))).toBe(false);
    await appendFile(path(), '{"open":{"window":{"requestId":"half a li');

    const second = start();
    const judged = await eventually("their judgements", async () => {
      const found = (await lines()).flatMap((line) => ("judged" in line ? [line.judged] : []));
      return open.every((id) => found.some(({ requestId }) => requestId === id)) ? found : undefined;
    });
    for (const { requestId, entries } of judged) {
      if (open.includes(requestId)) expect(entries[miner.hotkey]?.advantage).toBeTypeOf("number");
    }
    const ended = once(second, "exit");
    second.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});
