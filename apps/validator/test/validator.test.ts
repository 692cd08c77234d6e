import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import { eventually, hasSecondLoopback, RecordingLogger, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { axonProtocol, type NeuronChannel, ValidatorService } from "@taostack/protocol";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type RunningValidator, startValidator, type ValidatorInput } from "../src/index.js";
import type { ValidatorState } from "../src/state-file.js";
import { answerOf, connectTo, question } from "./support/ask.js";
import { registerHotkey, useMarket, weightsOf } from "./support/market.js";
import {
  flooding,
  forging,
  type Generate,
  hanging,
  honest,
  lying,
  rambling,
  startTestMiner,
  type TestMiner,
} from "./support/miners.js";

const market = useMarket();
const code = (expected: string) => ({ data: { code: expected } });

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a validator", () => {
  const logger = new RecordingLogger();
  const miners = new Map<string, TestMiner>();
  let folder: string;
  let model: TextModel;
  let gateway: Keypair;
  let validator: RunningValidator;
  let channel: NeuronChannel;

  const start = (input: Partial<ValidatorInput> = {}): Promise<RunningValidator> => {
    const { client: chain, netuid, validator: signer } = market();
    const options: ValidatorInput = {
      netuid,
      host: SECOND_LOOPBACK,
      port: 0,
      gateways: [gateway.address],
      statePath: join(folder, "state.json"),
      challengeIntervalMs: 100,
      organicMiners: 8,
      maxOrganic: 1,
      answerTimeoutMs: 4_000,
      stallMs: 1_000,
      minSamples: 7,
      movingAverageAlpha: 0.1,
    };
    return startValidator({ ...options, ...input }, { chain, signer, logger });
  };
  const connect = async (signer: Keypair): Promise<NeuronChannel> => {
    const opened = await connectTo(market(), validator, signer);
    onTestFinished(() => opened.close());
    return opened;
  };
  const stateOnDisk = async (): Promise<ValidatorState> =>
    JSON.parse(await readFile(join(folder, "state.json"), "utf8"));
  const hotkeyOf = (name: string): string => miners.get(name)?.hotkey ?? "";
  const client = () => channel.client(ValidatorService);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "validator-"));
    model = await text.loadModel("tao-text");
    gateway = await createKeypairFromUri("//gateway");
    validator = await start();
    channel = await connectTo(market(), validator, gateway);
  });

  afterAll(async () => {
    channel?.close();
    await validator?.stop();
    await Promise.all([...miners.values()].map((miner) => miner.stop()));
    await model?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it("is on the chain as a validator, and has no answer while nobody mines", async () => {
    const { client: chain, netuid } = market();
    expect(await chain.neurons.axon(netuid, validator.hotkey)).toMatchObject({
      ip: SECOND_LOOPBACK,
      port: validator.port,
      protocol: axonProtocol.validator,
    });
    await expect(answerOf(channel)).rejects.toMatchObject(code("protocol/unavailable"));
    expect(await client().scores({})).toMatchObject({ netuid, scores: [] });
  });

  it("lets in the gateways on its list and those of its own coldkey, and nobody else", async () => {
    const { sudo } = market();
    const [sister, other] = [
      await registerHotkey(market(), "//sister"),
      await registerHotkey(market(), "//other", sudo),
    ];
    const stranger = await createKeypairFromUri("//stranger");
    for (const signer of [other, stranger])
      await expect(connect(signer)).rejects.toMatchObject(code("protocol/permission_denied"));
    const own = await eventually("the validator knows its coldkey's new hotkey", async () => {
      await market().net.mine(5);
      return connect(sister).catch(() => undefined);
    });
    expect(await own.client(ValidatorService).status({})).toMatchObject({ hotkey: validator.hotkey });
  });

  it.each([
    ["another model", "protocol/not_found", { model: "gpt-5" }, /tao-text/],
    ["no messages", "protocol/invalid_argument", { messages: [] }, /user/],
    ["an empty prompt", "protocol/invalid_argument", { messages: [{ role: "user", content: " " }] }, /empty/],
    [
      "a prompt longer than the model's context",
      "protocol/invalid_argument",
      { messages: [{ role: "user", content: "subnet ".repeat(1_000) }] },
      /512/,
    ],
    [
      "a prompt of too many bytes",
      "protocol/invalid_argument",
      { messages: [{ role: "user", content: "x".repeat(40_000) }] },
      /32768/,
    ],
    ["no sampling", "protocol/invalid_argument", { sampling: undefined }, /sampling/],
  ] as const)("refuses %s", async (_, expected, change, words) => {
    const request = { ...question(), ...change } as ReturnType<typeof question>;
    const error = await answerOf(channel, request).catch((e: unknown) => e);
    expect(error).toMatchObject({ data: { code: expected, verified: true } });
    expect((error as Error).message).toMatch(words);
  });

  it("scores honest miners high, and those who hang, ramble, forge, lie or flood at nothing", async () => {
    const behaviours: readonly (readonly [string, Generate])[] = [
      ["honest", honest(model)],
      ["twin", honest(model)],
      ["hanging", hanging],
      ["rambling", rambling(model)],
      ["forging", forging(model)],
      ["lying", lying(model)],
      ["flooding", flooding(model)],
    ];
    // All at once: the next round has them all.
    await Promise.all(
      behaviours.map(async ([name, generate]) => {
        miners.set(name, await startTestMiner(market(), await registerHotkey(market(), `//${name}`), generate));
      }),
    );
    const averages = await eventually("every miner has a score", async () => {
      if (validator.standings().length < behaviours.length) await market().net.mine(5);
      const standings = new Map(validator.standings().map((standing) => [standing.hotkey, standing]));
      const own = behaviours.map(([name]) => [name, standings.get(hotkeyOf(name))] as const);
      if (!own.every(([, standing]) => standing !== undefined)) return undefined;
      return Object.fromEntries(own.map(([name, standing]) => [name, standing?.average ?? 0]));
    });
    const { honest: good = 0, twin = 0, ...bad } = averages;
    expect(Math.min(good, twin)).toBeGreaterThan(0.4);
    for (const [name, average] of Object.entries(bad)) expect(average, name).toBeLessThan(0.05);
  });

  it("gives users the honest answer whatever the others do, and says who took part", async () => {
    const request = question();
    const { text: answer, finishReason, usage, provenance } = await answerOf(channel, request);
    const drawn: { id: number; text: string }[] = [];
    const messages = [{ role: "user", content: "What is a subnet?" }] as const;
    for await (const token of model.generate({ messages, maxTokens: 64, temperature: 0, topP: 1, seed: 1 })) {
      drawn.push(token);
    }
    expect(answer).toBe(drawn.map((token) => token.text).join(""));
    expect(finishReason).toBe("stop");
    expect(usage).toEqual({ promptTokens: model.encodeChat(messages).length, completionTokens: drawn.length });
    const outcomes = new Map(provenance?.miners.map((outcome) => [outcome.hotkey, outcome]));
    expect(outcomes.size).toBe(7);
    expect([hotkeyOf("honest"), hotkeyOf("twin"), hotkeyOf("forging")]).toContain(provenance?.winnerHotkey);
    for (const name of ["hanging", "rambling", "forging", "lying", "flooding"])
      expect(outcomes.get(hotkeyOf(name))?.score ?? 0, name).toBeLessThan(0.05);
  });

  it("asks miners the same way for itself and for users", async () => {
    const asked = miners.get("honest")?.requests ?? [];
    const isUsers = ({ request }: (typeof asked)[number]) => request.messages.at(-1)?.content === "What is a subnet?";
    const organic = asked.filter((each) => isUsers(each)).at(-1);
    const synthetic = asked.filter((each) => !isUsers(each)).at(-1);
    expect(organic).toBeDefined();
    expect(Object.keys(organic?.request ?? {})).toEqual(Object.keys(synthetic?.request ?? {}));
    for (const { request, peer, leftMs } of [organic, synthetic].filter((each) => each !== undefined)) {
      expect(request.model).toBe("");
      expect(request.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(request.sampling?.seed).toBeGreaterThan(0);
      expect(request.continueFrom).toEqual([]);
      expect(peer).toBe(validator.hotkey);
      expect(leftMs).toBeGreaterThan(3_000);
      expect(leftMs).toBeLessThanOrEqual(4_001);
    }
  });

  it("refuses at once what is more than it answers at a time", async () => {
    const first = client().generate(question(), { timeoutMs: 20_000 });
    expect((await first.next()).done).toBe(false);
    await expect(answerOf(channel)).rejects.toMatchObject(code("protocol/resource_exhausted"));
    await first.return();
    await eventually("there is room again", () => answerOf(channel).catch(() => undefined));
  });

  it("sets weights by its scores, and tells them with its status", async () => {
    const { net, client: chain, netuid } = market();
    const row = await eventually("weights on the chain", async () => {
      await net.mine(1);
      return weightsOf(market(), validator.uid);
    });
    const { hotkeys } = await chain.metagraph(netuid);
    const weightOf = (name: string) => row.weights[row.uids.indexOf(hotkeys.indexOf(hotkeyOf(name)))] ?? 0;
    expect(Math.max(weightOf("honest"), weightOf("twin"))).toBe(65_535);
    for (const name of ["hanging", "rambling", "lying", "flooding"]) expect(weightOf(name), name).toBeLessThan(200);
    expect(row.uids).not.toContain(validator.uid);

    const status = await eventually("the status names the block", async () => {
      const told = await client().status({});
      return told.lastWeightsBlock > 0 ? told : undefined;
    });
    expect(status).toMatchObject({ hotkey: validator.hotkey, netuid, minersKnown: 7 });
    expect(status.challenges).toBeGreaterThan(0);
    expect(status.organicRequests).toBeGreaterThanOrEqual(3);
    const { scores } = await client().scores({});
    const told = scores.find(({ hotkey }) => hotkey === hotkeyOf("honest"));
    expect(told).toMatchObject({ uid: hotkeys.indexOf(hotkeyOf("honest")), weight: weightOf("honest") });
    expect(told?.movingAverage).toBeGreaterThan(0.4);
    expect(told?.explanation).toMatch(/reference model/);
  });

  it("writes its scores down as it goes, and goes on with them", async () => {
    const onDisk = await eventually("scores on disk", async () => {
      const state = await stateOnDisk();
      return state.standings.length === 7 && state.lastWeights ? state : undefined;
    });
    await validator.stop();
    const kept = await stateOnDisk();
    for (const { hotkey, samples } of onDisk.standings)
      expect(kept.standings.find((each) => each.hotkey === hotkey)?.samples).toBeGreaterThanOrEqual(samples);

    // What a killed process leaves is what was on disk while it ran.
    await writeFile(join(folder, "state.json"), JSON.stringify(onDisk));
    const again = await start({ challengeIntervalMs: 60_000 });
    expect(again.standings()).toEqual(onDisk.standings);
    await again.stop();
    await again.stop();
  });

  it("does not begin with a damaged state, or with a gateway that is none", async () => {
    await writeFile(join(folder, "state.json"), '{"version":1,"standings":[');
    await expect(start()).rejects.toMatchObject(code("validator/state_corrupt"));
    await rm(join(folder, "state.json"));
    await expect(start({ gateways: [gateway.address, "5Gateway"] })).rejects.toMatchObject({
      data: { code: "validator/invalid_gateway", value: "5Gateway" },
    });
    await expect(start({ maxOrganic: 0 })).rejects.toMatchObject(code("options/invalid"));
  });

  it("logs no miner's words above debug", () => {
    const loud = logger.lines.filter(({ level }) => level !== "debug");
    expect(loud.map(({ message }) => message)).toContain("validator serving");
    expect(JSON.stringify(loud.map(({ fields }) => fields))).not.toContain("buy now");
  });
});
