import { protocolError } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { startTestGateway, type TestBed, type TestBedOptions } from "./support/start-test-gateway.js";
import { translateTo } from "./support/start-test-validator.js";

const sentence = { text: "Four subnets.", source: "en", target: "de" };
/** The same subnet as for text: the test's validators serve everything. */
const markets = ["translation:1", "vision:1:eyes"];

async function start(options: TestBedOptions = {}) {
  const bed = await startTestGateway({ markets, ...options });
  return { ...bed, ask: asker(bed) };
}

const asker =
  ({ gateway, key }: TestBed) =>
  async (path: string, body: object | FormData, init: RequestInit = {}) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${gateway.url}/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key.key}`, ...(isForm ? {} : { "content-type": "application/json" }) },
      body: isForm ? body : JSON.stringify(body),
      ...init,
    });
    const json = (await response.json()) as {
      readonly error?: { readonly code: string; readonly param: string | null };
    };
    return {
      status: response.status,
      headers: response.headers,
      code: json.error?.code,
      param: json.error?.param,
      json,
    };
  };

describe("translations", () => {
  it("passes text and languages on, and returns the text, its cost and who took part", async () => {
    const { ask, validators, gateway } = await start();
    let seen: object = {};
    validators[0]!.translate = async (request, context) => {
      seen = request;
      return translateTo("Vier Subnetze.")(request, context);
    };
    const { status, json, headers } = await ask("translations", sentence);
    const requestId = headers.get("x-taostack-request-id");
    expect(status).toBe(200);
    expect(seen).toEqual({ requestId, model: "", text: sentence.text, sourceLanguage: "en", targetLanguage: "de" });
    expect(json).toMatchObject({
      id: `translation-${requestId}`,
      object: "translation",
      model: "tao-translate",
      text: "Vier Subnetze.",
      source: "en",
      target: "de",
      usage: { prompt_tokens: sentence.text.length, completion_tokens: 3, total_tokens: sentence.text.length + 3 },
      taostack: { validator_hotkey: validators[0]!.signer.address, winner_hotkey: "miner-a", miners: [{}, {}, {}] },
    });
    const recent = (await (await fetch(`${gateway.url}/api/answers`)).json()) as { answers: object[] };
    expect(recent.answers).toMatchObject([
      { requestId, model: "tao-translate", outcome: "stop", winnerHotkey: "miner-a", completionTokens: 3 },
    ]);
  });

  it.each<[what: string, body: object, param: string | null]>([
    ["no text", { source: "en", target: "de" }, "text"],
    ["a text that is a number", { ...sentence, text: 4 }, "text"],
    ["no source", { text: "x", target: "de" }, "source"],
    ["a target that is a list", { ...sentence, target: ["de"] }, "target"],
    ["a model that is an object", { ...sentence, model: {} }, "model"],
    ["a list", [sentence], null],
  ])("refuses %s without asking anyone", async (_what, body, param) => {
    const { ask, validators } = await start();
    let asked = false;
    validators[0]!.translate = async () => {
      asked = true;
      return {};
    };
    expect(await ask("translations", body)).toMatchObject({ status: 400, code: "invalid_request", param });
    expect(asked).toBe(false);
  });

  it("says what the validator has against a request, and does not think less of it", async () => {
    const { ask, validators } = await start();
    validators[0]!.translate = async () => {
      throw protocolError("protocol/invalid_argument", 'target_language is "tlh".');
    };
    const { status, json } = await ask("translations", { ...sentence, target: "tlh" });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: "invalid_request", message: expect.stringContaining('"tlh"') } });
    validators[0]!.translate = translateTo("Vier.");
    expect((await ask("translations", sentence)).status).toBe(200);
  });

  it("asks the next validator where one fails, hangs or answers nothing", async () => {
    const { ask, validators } = await start({ stakes: [3n, 2n, 1n], firstTokenTimeoutMs: 300 });
    const [hanging, empty, good] = validators;
    hanging!.translate = (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    empty!.translate = async () => ({});
    good!.translate = translateTo("Vier.");
    const { status, json } = await ask("translations", sentence);
    expect(status).toBe(200);
    expect(json).toMatchObject({ text: "Vier.", taostack: { validator_hotkey: good!.signer.address } });
  });

  it("tells apart that no miner answers, that validators are busy, and that there is none", async () => {
    const { ask, validators } = await start();
    validators[0]!.translate = async () => {
      throw protocolError("protocol/unavailable", "No miner serves this subnet now.");
    };
    expect(await ask("translations", sentence)).toMatchObject({ status: 503, code: "no_miner" });
    validators[0]!.decide = "resource_exhausted";
    expect(await ask("translations", sentence)).toMatchObject({ status: 429, code: "overloaded" });
    const lonely = await start({ stakes: [] });
    expect(await lonely.ask("translations", sentence)).toMatchObject({ status: 503, code: "no_validator" });
  });

  it("holds a key to its limits over all that it asks for", async () => {
    const { ask, openai } = await start({ requestsPerMinute: 2 });
    await ask("translations", sentence);
    await openai.chat.completions.create({ model: "tao-text", messages: [{ role: "user", content: "Hi" }] });
    const third = await ask("translations", sentence);
    expect(third).toMatchObject({ status: 429, code: "rate_limited" });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("cancels at the validator when the client leaves", async () => {
    const { ask, validators } = await start();
    const leaving = new AbortController();
    const cancelled = new Promise<void>((resolve) => {
      validators[0]!.translate = (_, { signal }) => {
        leaving.abort();
        return new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => {
            resolve();
            reject(signal.reason);
          }),
        );
      };
    });
    await expect(ask("translations", sentence, { signal: leaving.signal })).rejects.toThrow();
    await cancelled;
  });
});

describe("images", () => {
  const file = Buffer.from("not looked into here");

  it("passes the file on, from base64 and from a form, and sorts what comes back", async () => {
    const { ask, validators } = await start();
    const seen: { image: string; task: string; labels: string[]; maxBoxes: number }[] = [];
    validators[0]!.recognise = async ({ image, task, labels, maxBoxes }) => {
      seen.push({ image: Buffer.from(image).toString(), task, labels, maxBoxes });
      const box = { left: 0, top: 0, right: 0.5, bottom: 1 };
      return task === "detection"
        ? {
            answer: {
              boxes: [
                { label: "cat", confidence: 0.2, ...box },
                { label: "dog", confidence: 0.9, ...box },
              ],
            },
          }
        : {
            answer: {
              labels: [
                { label: "cat", probability: 0.25 },
                { label: "dog", probability: 0.75 },
              ],
            },
          };
    };
    const form = new FormData();
    form.append("image", new Blob([file]), "a.png");
    form.append("labels[]", "cat");
    form.append("labels[]", "dog, bird");
    form.append("model", "eyes");
    expect((await ask("images/classifications", form)).json).toMatchObject({
      model: "eyes",
      labels: [
        { label: "dog", probability: 0.75 },
        { label: "cat", probability: 0.25 },
      ],
    });
    const { json } = await ask("images/detections", { image: file.toString("base64"), max_boxes: 5 });
    expect(json).toMatchObject({ boxes: [{ label: "dog", box: { left: 0, right: 0.5 } }, { label: "cat" }] });
    const image = file.toString();
    expect(seen).toEqual([
      { image, task: "classification", labels: ["cat", "dog", "bird"], maxBoxes: 0 },
      { image, task: "detection", labels: [], maxBoxes: 5 },
    ]);
  });

  const badForm = new FormData();
  badForm.append("image", "%%%");
  it.each<[what: string, body: object | FormData, param: string | null]>([
    ["no image", {}, "image"],
    ["an empty image", { image: "" }, "image"],
    ["an image that is no base64", { image: "%%%" }, "image"],
    ["such an image in a form", badForm, "image"],
    ["an image that is a list", { image: [1, 2] }, "image"],
    ["a larger image than allowed", { image: "A".repeat(3_000) }, "image"],
    ["labels that are no texts", { image: "QUJD", labels: [1] }, "labels"],
    ["labels in one text", { image: "QUJD", labels: "a,b" }, "labels"],
    ["half a box", { image: "QUJD", max_boxes: 0.5 }, "max_boxes"],
  ])("refuses %s", async (_what, body, param) => {
    const { ask } = await start({ maxImageBytes: 1_024 });
    expect(await ask("images/detections", body)).toMatchObject({ status: 400, code: "invalid_request", param });
  });

  it("reads no more than the image may have, as JSON or as a form, and takes forms nowhere else", async () => {
    const { ask, gateway, key } = await start({ maxImageBytes: 1_024 });
    const large = new FormData();
    large.append("image", new Blob([Buffer.alloc(200_000)]));
    expect(await ask("images/classifications", large)).toMatchObject({ status: 413, code: "body_too_large" });
    const text = { image: "A".repeat(200_000) };
    expect(await ask("images/classifications", text)).toMatchObject({ status: 413, code: "body_too_large" });
    expect(await ask("translations", large)).toMatchObject({ status: 400, code: "invalid_request" });
    const headers = { authorization: `Bearer ${key.key}`, "content-type": "multipart/form-data; boundary=x" };
    const init = { method: "POST", headers, body: "no form at all" };
    expect((await fetch(`${gateway.url}/v1/images/classifications`, init)).status).toBe(400);
  });
});

describe("what is offered", () => {
  it("refuses commodities that it has no subnet for, and models that it does not offer", async () => {
    const { ask } = await start();
    expect(await ask("forecasts", { series: [1], horizon: 1 })).toMatchObject({
      status: 404,
      code: "commodity_not_served",
    });
    expect(await ask("translations", { ...sentence, model: "tao-text" })).toMatchObject({
      status: 404,
      code: "model_not_found",
    });
  });

  it.each(["translation", "translation:x", "chat:1", "translation:70000", "toString:1", "translation:1:", "a:b:c:d"])(
    "does not start with --markets %s",
    async (market) => {
      await expect(startTestGateway({ markets: [market] })).rejects.toMatchObject({ code: "gateway/invalid_market" });
    },
  );

  it("does not start with one commodity twice", async () => {
    const failed = startTestGateway({ markets: ["vision:1", "vision:2"] });
    await expect(failed).rejects.toMatchObject({ data: { code: "gateway/invalid_market", value: "vision:2" } });
  });
});

describe("forecasts", () => {
  const bed = () => start({ markets: ["forecast:1"] });
  it.each<[what: string, body: object, param: string]>([
    ["no series", { horizon: 1 }, "series"],
    ["an empty series", { series: [], horizon: 1 }, "series"],
    ["texts", { series: ["1"], horizon: 1 }, "series[0].values[0]"],
    ["no horizon", { series: [1, 2] }, "horizon"],
    ["half a step", { series: [1, 2], horizons: [0.5] }, "horizons[0]"],
    ["a step beyond counting", { series: [1, 2], horizons: [1e300] }, "horizons[0]"],
    ["levels and paths", { series: [1, 2], horizon: 1, levels: [0.5], paths: 9 }, "paths"],
    ["a name that is none", { series: [{ name: 1, values: [1] }], horizon: 1 }, "series[0].name"],
    ["a start before time", { series: { values: [1], start: -1 }, horizon: 1 }, "start"],
    ["something among the series", { series: [{ values: [1] }, 2], horizon: 1 }, "series[1]"],
  ])("refuses %s", async (_what, body, param) => {
    const { ask } = await bed();
    expect(await ask("forecasts", body)).toMatchObject({ status: 400, code: "invalid_request", param });
  });
});
