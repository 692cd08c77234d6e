import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { ApiOptions } from "@polkadot/api/types";
import type { Metagraph } from "@taostack/chain";
import { createTranslationChallenge, createVisionChallenge } from "@taostack/commodities";
import { withDeadline } from "@taostack/primitives";
import { eventually } from "@taostack/primitives/testing";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningNetwork, startNetwork } from "../src/network/start-network.js";
import type { SupervisedChild } from "../src/network/supervisor.js";

const TEMPO = 20;
/** The whole network shares two cores with other tests: what it does may take this long. */
const soon: typeof eventually = (what, look) => eventually(what, look, 45_000);
const run = promisify(execFile);
const question = { role: "user", content: "What is a subnet?" } as const;

/** The parts of an answer that OpenAI's types do not know. */
interface Provenance {
  readonly winner_hotkey: string;
  readonly miners: readonly { readonly hotkey: string; readonly outcome: string; readonly score: number }[];
}
const provenanceOf = (value: unknown): Provenance | undefined => (value as { taostack?: Provenance }).taostack;

describe("a whole network on one machine", () => {
  let directory: string;
  let network: RunningNetwork;
  let client: OpenAI;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "taostack-network-"));
    network = await startNetwork({ directory, gatewayPort: 18_080, chainPort: 19_944, blockTimeMs: 250, tempo: TEMPO });
    const { url, apiKey } = network.upFile.gateway;
    client = new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0, timeout: 30_000 });
  }, 150_000);

  afterAll(async () => {
    await network?.stop();
    await rm(directory, { recursive: true, force: true });
  }, 30_000);

  const child = (name: string): SupervisedChild =>
    network.children.find((each) => each.name === name) as SupervisedChild;
  const hotkeyOf = (name: string): string => [...network.hotkeys].find(([, wallet]) => wallet === name)?.[0] ?? "";
  const metagraph = (): Promise<Metagraph> => network.chain.metagraph(network.upFile.chain.netuid);
  const kill = (name: string, signal: NodeJS.Signals): void => void process.kill(child(name).pid as number, signal);
  const isReadyAgain = (name: string, restarts: number) =>
    soon(`${name} is started again`, () =>
      child(name).state === "ready" && child(name).restarts > restarts ? true : undefined,
    );

  /** True if a validator has scores of so many miners on disk. */
  async function judged(validator: string, miners: number): Promise<true | undefined> {
    const path = join(directory, ".taostack", "state", `${validator}.json`);
    const { standings } = JSON.parse(await readFile(path, "utf8").catch(() => '{"standings":[]}')) as {
      standings: { samples: number }[];
    };
    return standings.filter(({ samples }) => samples > 0).length >= miners ? true : undefined;
  }

  async function stream(onFirst: () => void = () => undefined) {
    const chunks = await client.chat.completions.create({ model: "tao-text", messages: [question], stream: true });
    let text = "";
    let finish: string | null | undefined;
    let provenance: Provenance | undefined;
    for await (const chunk of chunks) {
      const content = chunk.choices[0]?.delta.content ?? "";
      if (text === "" && content !== "") onFirst();
      text += content;
      finish = chunk.choices[0]?.finish_reason ?? finish;
      provenance = provenanceOf(chunk) ?? provenance;
    }
    return { text, finish, provenance };
  }

  it("answers the official OpenAI client by a miner's model, whole and streamed", async () => {
    const whole = await client.chat.completions.create({ model: "tao-text", messages: [question] });
    expect(whole.choices[0]?.message.content).toMatch(/\w+ \w+/);
    expect(whole.choices[0]?.finish_reason).toBe("stop");
    expect(whole.usage?.completion_tokens).toBeGreaterThan(3);
    expect([...network.hotkeys.keys()]).toContain(provenanceOf(whole)?.winner_hotkey);

    const streamed = await soon("an answer for which all three miners competed", async () => {
      const answer = await stream();
      return answer.provenance?.miners.length === 3 ? answer : undefined;
    });
    expect(streamed.text).toMatch(/\w+ \w+/);
    expect(streamed.finish).toBe("stop");
    expect(streamed.provenance?.miners.map(({ outcome }) => outcome).sort()).toEqual(["lost", "lost", "won"]);

    const models = (await client.models.list()).data.map(({ id }) => id);
    expect(models).toEqual(["tao-text", "tao-vision", "tao-forecast", "tao-translate"]);
    const example = fileURLToPath(new URL("../../../examples/chat.mjs", import.meta.url));
    const { stdout } = await run(process.execPath, [example], { cwd: directory });
    expect(stdout).toMatch(/\w+ \w+/);
  });

  it("pays the better model more, and pays it as stake", async () => {
    const uidOf = ({ hotkeys }: Metagraph, name: string) => hotkeys.indexOf(hotkeyOf(name));
    // A handful of scores can flatter the small model; within some epochs it cannot keep up.
    const paid = await soon("an epoch that pays the better model visibly more", async () => {
      const now = await metagraph();
      const [best = 0, poor = 0] = ["miner-1", "miner-3"].map((name) => now.incentive[uidOf(now, name)]);
      return best > 1.5 * poor ? now : undefined;
    });
    const best = uidOf(paid, "miner-1");
    expect(paid.dividends[uidOf(paid, "validator-1")]).toBeGreaterThan(0);

    const epochOf = ({ block, blocksSinceLastStep }: Metagraph) => block - blocksSinceLastStep;
    let before = await metagraph();
    const after = await soon("two epochs in a row", async () => {
      const now = await metagraph();
      const passed = epochOf(now) - epochOf(before);
      if (passed > TEMPO) before = now;
      return passed === TEMPO ? now : undefined;
    });
    expect(after.emission[best]).toBeGreaterThan(0n);
    expect((after.alphaStake[best] ?? 0n) - (before.alphaStake[best] ?? 0n)).toBe(after.emission[best]);
  });

  it("answers although a miner freezes and is killed in the middle, and takes it back when it has been started again", async () => {
    const { restarts } = child("miner-1");
    kill("miner-1", "SIGSTOP");
    const { text, finish, provenance } = await stream(() => kill("miner-1", "SIGKILL"));
    expect(text).toMatch(/\w+ \w+/);
    expect(finish).toBe("stop");
    expect(provenance?.miners.find(({ hotkey }) => hotkey === hotkeyOf("miner-1"))?.outcome).toBe("failed");

    await isReadyAgain("miner-1", restarts);
    await soon("the miner takes part again", async () => {
      const part = (await stream()).provenance?.miners.find(({ hotkey }) => hotkey === hotkeyOf("miner-1"));
      return part?.outcome === "won" || part?.outcome === "lost" ? true : undefined;
    });
  });

  it("runs five markets, each judged and most of them paid, again after its process was killed", async () => {
    const { subnets } = network.upFile;
    expect(subnets.map(({ commodity }) => commodity)).toEqual(["text", "vision", "forecast", "translation", "storage"]);
    const paid = (netuid: number) => async () => {
      const { incentive } = await network.chain.metagraph(netuid);
      return Math.max(...incentive) > 0 ? true : undefined;
    };
    for (const { netuid, commodity } of subnets) {
      // A forecaster is paid when it has beaten the random walk beyond doubt, which takes minutes and some luck.
      if (commodity === "forecast") await soon("forecasts are judged", () => judged("forecast-validator", 3));
      else await soon(`miners of ${commodity} are paid`, paid(netuid));
    }
    const { restarts } = child("translation");
    expect(network.childOf("translation-1")).toBe(child("translation"));
    kill("translation", "SIGKILL");
    await isReadyAgain("translation", restarts);
  });

  it("answers users of the other markets by their miners", async () => {
    const { url, apiKey } = network.upFile.gateway;
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const ask = (path: string, body: object) =>
      soon(`an answer from ${path}`, async () => {
        const response = await fetch(`${url}/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
        const answer = await response.json();
        return response.ok ? network.hotkeys.get(provenanceOf(answer)?.winner_hotkey ?? "") : undefined;
      });
    const { text, sourceLanguage: source, targetLanguage: target } = createTranslationChallenge(1).request;
    expect(await ask("translations", { text, source, target })).toMatch(/^translation-\d$/);
    const image = Buffer.from(createVisionChallenge(1).request.image).toString("base64");
    expect(await ask("images/detections", { image })).toMatch(/^vision-\d$/);
    expect(await ask("forecasts", { series: [1, 3, 2, 4, 3, 5, 4, 6], horizon: 2 })).toMatch(/^forecast-\d$/);
  });

  it("goes on with a validator's scores after it was killed", async () => {
    const state = join(directory, ".taostack", "state", "validator-1.json");
    const samplesOf = async (): Promise<number> => {
      const { standings } = JSON.parse(await readFile(state, "utf8")) as { standings: { samples: number }[] };
      return standings.reduce((sum, { samples }) => sum + samples, 0);
    };
    const { restarts } = child("validator-1");
    const before = await samplesOf();
    expect(before).toBeGreaterThan(0);
    kill("validator-1", "SIGKILL");
    expect((await stream()).finish, "the other validator takes over").toBe("stop");
    await isReadyAgain("validator-1", restarts);
    await soon("more scores on top of the old ones", async () => ((await samplesOf()) > before ? true : undefined));
    expect(await readFile(join(directory, ".taostack", "logs", "validator-1.log"), "utf8")).toContain(
      '"scores restored"',
    );
    const { roles } = JSON.parse(await readFile(join(directory, ".taostack", "up.json"), "utf8")) as {
      roles: { name: string; pid: number }[];
    };
    expect(roles.find(({ name }) => name === "validator-1")?.pid).toBe(child("validator-1").pid);
  });

  it("serves @polkadot/api alone: balances, metagraph, events, and a transfer that lands", async () => {
    const { url, netuid } = network.upFile.chain;
    const api = await ApiPromise.create({
      provider: new WsProvider(url) as NonNullable<ApiOptions["provider"]>,
      noInitWarn: true,
    });
    try {
      const bob = new Keyring({ type: "sr25519" }).addFromUri("//Bob");
      const ferdie = "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL";
      const freeOf = async (address: string) => {
        const account = (await api.query.system?.account?.(address)) as unknown as {
          data: { free: { toBigInt(): bigint } };
        };
        return account.data.free.toBigInt();
      };
      const before = await freeOf(ferdie);
      const blockHash = await new Promise<string>((resolve, reject) => {
        const transfer = api.tx.balances?.transferKeepAlive?.(ferdie, 1_000_000_000n);
        transfer
          ?.signAndSend(bob, ({ status, dispatchError }) => {
            if (dispatchError) reject(new Error(dispatchError.toString()));
            if (status.isFinalized) resolve(status.asFinalized.toHex());
          })
          .catch(reject);
      });
      expect((await freeOf(ferdie)) - before).toBe(1_000_000_000n);
      const events = await (await api.at(blockHash)).query.system?.events?.();
      const names = (events as unknown as { event: { section: string; method: string } }[]).map(
        ({ event }) => `${event.section}.${event.method}`,
      );
      expect(names).toContain("balances.Transfer");
      expect(names).toContain("transactionPayment.TransactionFeePaid");

      const graph = (await api.call.subnetInfoRuntimeApi?.getMetagraph?.(netuid))?.toJSON() as {
        hotkeys: string[];
        incentives: number[];
      };
      expect(graph.hotkeys).toContain(hotkeyOf("miner-1"));
      expect(Math.max(...graph.incentives)).toBeGreaterThan(0);
    } finally {
      await api.disconnect();
    }
  });

  it("stops within five seconds and leaves nothing", async () => {
    const pids = network.children.map(({ pid }) => pid as number);
    await withDeadline(network.stop(), 5_000, "stopping the network");
    for (const pid of pids) expect(() => process.kill(pid, 0), `process ${pid} is gone`).toThrow();
    await expect(access(join(directory, ".taostack", "up.json"))).rejects.toThrow();
    await expect(fetch(`${network.upFile.gateway.url}/healthz`)).rejects.toThrow();
  });
});
