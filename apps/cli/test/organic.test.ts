import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SubtensorClient } from "@taostack/chain";
import { createTranslationChallenge, createVisionChallenge, simulateMarket } from "@taostack/commodities";
import { type RunningGateway, startGateway } from "@taostack/gateway";
import { startLocalnet } from "@taostack/localnet";
import { startMiner } from "@taostack/miner";
import { type CloseStep, parseTao, silentLogger } from "@taostack/primitives";
import { eventually, hasSecondLoopback, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { startValidator } from "@taostack/validator";
import { openHotkey } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrapSubnets } from "../src/network/bootstrap.js";
import { type Cast, defaultCast, type MarketCast, walletNames } from "../src/network/cast.js";
import { marketInputs } from "../src/network/neurons.js";
import { prepareWallets } from "../src/network/wallets.js";
import { broken } from "./support/broken-images.js";

interface MinerPart {
  readonly hotkey: string;
  readonly outcome: string;
  readonly score: number;
}

interface Body {
  readonly object: string;
  readonly model: string;
  readonly text?: string;
  readonly labels?: readonly { readonly label: string; readonly probability: number }[];
  readonly boxes?: readonly { readonly label: string; readonly confidence: number }[];
  readonly forecasts?: readonly {
    readonly name: string;
    readonly quantiles: readonly number[][];
  }[];
  readonly usage: { readonly total_tokens: number };
  readonly taostack: { readonly winner_hotkey: string; readonly miners: readonly MinerPart[] };
  readonly error?: { readonly code: string; readonly param: string | null; readonly message: string };
}

const commodities: readonly MarketCast["commodity"][] = ["translation", "vision", "forecast"];
/** The markets of `tao up` but for text and storage: what users ask them is one message, and so is the answer. */
const markets = commodities.map((name) => defaultCast.markets.find(({ commodity }) => commodity === name)!);
const cast: Cast = { owner: "owner", gateway: "gateway", markets: [markets[0]!, ...markets.slice(1)] };

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("what users ask beside text", () => {
  const closing: CloseStep[] = [];
  let gateway: RunningGateway;
  let key: string;
  let hotkeys: Map<string, string>;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "taostack-organic-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const walletPath = join(folder, "wallets");
    const wallets = await prepareWallets(walletPath, walletNames(cast));
    const balances = await Promise.all(
      [...wallets.values()].map(async (wallet) => ({
        address: await wallet.coldkeyAddress(),
        free: parseTao("100000"),
      })),
    );
    const net = await startLocalnet({ mode: "instant", genesis: { balances } });
    closing.push(() => net.stop());
    const chain = await SubtensorClient.connect(net.url);
    closing.push(() => chain.close());
    const netuids = await bootstrapSubnets(chain, { cast, wallets, tempo: 20 });
    hotkeys = new Map(
      await Promise.all([...wallets].map(async ([name, wallet]) => [await wallet.hotkeyAddress(), name] as const)),
    );
    const signer = await openHotkey({
      walletPath,
      walletName: cast.gateway,
      hotkeyName: "default",
      hotkeyPassword: undefined,
      hotkeyPasswordFile: undefined,
    });
    const plan = {
      cast,
      chainUrl: net.url,
      netuids,
      walletPath,
      host: SECOND_LOOPBACK,
      gatewayHotkey: signer.address,
      folder,
    };
    net.setMode("interval", 250);
    const modules = { chain, logger: silentLogger };
    for (const neuron of (await marketInputs(plan)).flat()) {
      // Nobody but the test shall ask.
      const quiet = { challengeIntervalMs: 600_000 };
      const running =
        neuron.app === "miner"
          ? await startMiner(neuron.input, modules)
          : await startValidator({ ...neuron.input, ...quiet }, modules);
      closing.push(() => running.stop());
    }
    gateway = await startGateway(
      {
        netuid: netuids[0]!,
        markets: markets.map(({ commodity }, index) => `${commodity}:${netuids[index]}`),
        port: 0,
        databasePath: ":memory:",
        discoveryIntervalMs: 100,
        requestsPerMinute: 1_000,
      },
      { chain, signer, logger: silentLogger },
    );
    closing.push(() => gateway.stop());
    key = (await gateway.createApiKey("test")).key;
  }, 150_000);

  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  }, 60_000);

  async function post(path: string, body: object | string | FormData): Promise<Body & { readonly status: number }> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${gateway.url}/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...(isForm ? {} : { "content-type": "application/json" }) },
      body: isForm || typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as Body) };
  }
  /** Validators hear of miners that have just announced themselves within a block or two. */
  const answered = (path: string, body: object | FormData) =>
    eventually(`an answer of three miners from ${path}`, async () => {
      const answer = await post(path, body);
      return answer.status === 200 && answer.taostack.miners.length === 3 ? answer : undefined;
    });
  const winnerOf = ({ taostack }: Body) => hotkeys.get(taostack.winner_hotkey);
  const outcomesOf = ({ taostack }: Body) => taostack.miners.map(({ outcome }) => outcome).sort();

  const { text, sourceLanguage: source, targetLanguage: target } = createTranslationChallenge(11).request;
  const sentence = { text, source, target };
  const image = Buffer.from(createVisionChallenge(3).request.image);
  const values = [...simulateMarket({ seed: 5, asset: "SIM", length: 128, stepSeconds: 60 })].map(({ value }) => value);

  it("translates, by the best of three miners", async () => {
    const answer = await answered("translations", sentence);
    expect(answer).toMatchObject({ object: "translation", model: "tao-translate", source, target });
    expect(answer.text).toMatch(/\w+ \w+/);
    expect(answer.text).not.toBe(text);
    expect(winnerOf(answer)).toMatch(/^translation-\d$/);
    expect(outcomesOf(answer)).toEqual(["lost", "lost", "won"]);
    expect(Math.max(...answer.taostack.miners.map(({ score }) => score))).toBeGreaterThan(0.5);
    expect(answer.usage.total_tokens).toBeGreaterThan(2);
  });

  it("says what an image shows, sent as base64, as a data URL or as a form", async () => {
    const labels = ["ball", "ring", "triangle", "star", "cross"];
    const base64 = image.toString("base64");
    const plain = await answered("images/classifications", { image: base64, labels });
    expect(plain).toMatchObject({ object: "image.classification", model: "tao-vision" });
    expect(plain.labels?.map(({ label }) => label).sort()).toEqual([...labels].sort());
    expect(plain.labels?.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 3);
    expect(plain.labels?.[0]?.probability).toBe(Math.max(...plain.labels!.map(({ probability }) => probability)));
    expect(winnerOf(plain)).toMatch(/^vision-\d$/);

    const url = await answered("images/classifications", { image: `data:image/png;base64,${base64}` });
    expect(url.labels!.length, "all that the model knows").toBeGreaterThan(5);

    const form = new FormData();
    form.append("image", new Blob([image]), "drawing.png");
    form.append("labels", "ball,ring");
    expect((await answered("images/classifications", form)).labels).toHaveLength(2);

    const detected = await answered("images/detections", { image: base64, max_boxes: 7 });
    expect(detected.object).toBe("image.detection");
    expect(detected.boxes!.length).toBeLessThanOrEqual(7);
  });

  it("forecasts a series", async () => {
    const answer = await answered("forecasts", { series: values, horizon: 4, levels: [0.1, 0.5, 0.9] });
    expect(answer).toMatchObject({ object: "forecast", model: "tao-forecast", levels: [0.1, 0.5, 0.9] });
    expect(answer.forecasts).toHaveLength(1);
    expect(answer.forecasts![0]!.quantiles).toHaveLength(4);
    for (const [low, middle, high] of answer.forecasts![0]!.quantiles) {
      expect(low!).toBeLessThan(middle!);
      expect(middle!).toBeLessThan(high!);
    }
    expect(winnerOf(answer)).toMatch(/^forecast-\d$/);
  });

  it("refuses what cannot be served, says why, and goes on", async () => {
    const { truncated, bomb, text } = broken(image);
    const refusals: readonly [path: string, body: object | string, status: number, code: string, says: RegExp][] = [
      ["translations", { ...sentence, target: "tlh" }, 400, "invalid_request", /tlh.*en, de, fr, es/],
      ["translations", { ...sentence, target: source }, 400, "invalid_request", /target_language/],
      ["translations", { ...sentence, text: " \n" }, 400, "invalid_request", /text/],
      ["translations", { ...sentence, text: "word ".repeat(401) }, 400, "invalid_request", /2005 characters/],
      ["translations", { ...sentence, text: "word ".repeat(300_000) }, 413, "body_too_large", /bytes/],
      ["translations", { ...sentence, text: 5 }, 400, "invalid_request", /text/],
      ["translations", { ...sentence, model: "babel" }, 404, "model_not_found", /tao-translate/],
      ["images/classifications", { image: truncated }, 400, "invalid_request", /cut short/],
      ["images/classifications", { image: bomb }, 400, "invalid_request", /60000 × 60000/],
      ["images/classifications", { image: text }, 400, "invalid_request", /no whole header/],
      ["images/classifications", { image: "no base64!" }, 400, "invalid_request", /base64/],
      ["images/classifications", { image: "A".repeat(6 * 1024 * 1024) }, 413, "body_too_large", /bytes/],
      ["images/classifications", { image: bomb, labels: "ball" }, 400, "invalid_request", /labels/],
      ["images/detections", { image: image.toString("base64"), max_boxes: 1e9 }, 400, "invalid_request", /max_boxes/],
      ["forecasts", '{"series":[1,2,NaN],"horizon":1}', 400, "invalid_request", /JSON/],
      ["forecasts", '{"series":[1,2,3,4,1e999,6,7,8],"horizon":1}', 400, "invalid_request", /series\[0\].values\[4\]/],
      ["forecasts", { series: [...values, null], horizon: 1 }, 400, "invalid_request", /values\[128\]/],
      ["forecasts", { series: [1, 2, 3], horizon: 1 }, 400, "invalid_request", /3 values/],
      ["forecasts", { series: values, horizon: 0 }, 400, "invalid_request", /horizon/],
      ["forecasts", { series: values, horizon: 1, levels: [0.9, 0.1, 0.5] }, 400, "invalid_request", /levels/],
      [
        "chat/completions",
        { model: "tao-text", messages: [{ role: "user", content: "Hi" }] },
        503,
        "no_validator",
        /./,
      ],
    ];
    for (const [path, body, status, code, says] of refusals) {
      const { error, ...answer } = await post(path, body);
      const shown = `${path} ${(typeof body === "string" ? body : JSON.stringify(body)).slice(0, 80)}`;
      expect({ shown, status: answer.status, code: error?.code }).toEqual({ shown, status, code });
      expect(error?.message, shown).toMatch(says);
    }
    expect((await post("translations", sentence)).status).toBe(200);
    expect((await post("images/classifications", { image: image.toString("base64") })).status).toBe(200);
    expect((await post("forecasts", { series: values, horizon: 1 })).status).toBe(200);
  });

  it("asks for a key, lists the models, counts, and shows the competitions", async () => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${gateway.url}/v1/translations`, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(401);
    const get = async (path: string) =>
      (await (await fetch(gateway.url + path, { headers: { authorization: `Bearer ${key}` } })).json()) as {
        readonly data: readonly { readonly id: string }[];
        readonly markets: readonly object[];
        readonly answers: readonly { readonly model: string; readonly outcome: string; readonly miners: object[] }[];
      };
    const models = ["tao-text", "tao-translate", "tao-vision", "tao-forecast"];
    expect((await get("/v1/models")).data.map(({ id }) => id)).toEqual(models);
    expect((await get("/api/network")).markets).toEqual(
      commodities.map((commodity, index) => ({
        commodity,
        netuid: 2 + index,
        model: models[1 + index],
        validators: { known: 1, healthy: 1 },
      })),
    );
    const { answers } = await get("/api/answers");
    expect(answers[0]).toMatchObject({ model: "tao-forecast", outcome: "stop" });
    expect(answers[0]?.miners).toHaveLength(3);
  });
});
