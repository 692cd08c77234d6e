import { silentLogger } from "@taostack/primitives";
import { createKeypairFromUri } from "@taostack/wallet";
import OpenAI from "openai";
import { onTestFinished } from "vitest";
import { type GatewayInput, type RunningGateway, startGateway } from "../../src/index.js";
import { createTestChain, type TestChain } from "./create-test-chain.js";
import { startTestValidator, type TestValidator } from "./start-test-validator.js";

export interface TestBed {
  readonly gateway: RunningGateway;
  readonly chain: TestChain;
  readonly validators: readonly TestValidator[];
  readonly key: { readonly id: string; readonly key: string };
  readonly openai: OpenAI;
  /** Stands still unless a test moves it. */
  readonly clock: { now: number };
}

export interface TestBedOptions extends GatewayInput {
  /** Stakes of the validators to start. One with 1000 unless told. */
  readonly stakes?: readonly bigint[];
}

/** A gateway with its database in memory, before real-protocol validators and a chain in memory; stopped after the test. */
export async function startTestGateway({ stakes = [1_000n], ...config }: TestBedOptions = {}): Promise<TestBed> {
  const names = ["//Alice", "//Bob", "//Charlie", "//Dave"];
  const validators = await Promise.all(
    stakes.map(async (stake, index) =>
      startTestValidator(await createKeypairFromUri(names[index] ?? "//Eve"), { stake }),
    ),
  );
  const chain = createTestChain(validators.map(({ neuron }) => neuron));
  const signer = await createKeypairFromUri("//Gateway");
  const clock = { now: 1_000_000 };
  const gateway = await startGateway(
    { port: 0, databasePath: ":memory:", ...config },
    { chain, signer, logger: silentLogger, now: () => clock.now },
  );
  onTestFinished(async () => {
    await gateway.stop();
    await Promise.all(validators.map((validator) => validator.stop()));
  });
  const key = await gateway.createApiKey("test");
  const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: key.key, maxRetries: 0 });
  return { gateway, chain, validators, key, openai, clock };
}

export const messages = [{ role: "user" as const, content: "How many subnets?" }];
export const question = { model: "tao-text", messages };

/** `Array.fromAsync`, which Node 20 lacks. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Resolves once `condition` holds, looking again whenever the event loop has turned; the test's own deadline ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Resolves once the gateway has had an answer from `count` validators. */
export async function untilReady({ gateway }: TestBed, count: number): Promise<void> {
  for (let known = -1; known !== count; ) {
    const response = await fetch(`${gateway.url}/readyz`);
    known = ((await response.json()) as { validators: number }).validators;
  }
}
