import type { Running } from "@taostack/primitives";
import {
  type AnswerChunkInit,
  type CallContext,
  type Decision,
  implementService,
  startNeuronServer,
  type TextRequest,
  type TranslationRequest,
  type TranslationResultInit,
  ValidatorService,
  type VisionRequest,
  type VisionResultInit,
} from "@taostack/protocol";
import type { Signer } from "@taostack/wallet";
import { type TestNeuron, genesisHash as testGenesisHash } from "./create-test-chain.js";

export type Generate = (request: TextRequest, context: CallContext) => AsyncIterable<AnswerChunkInit>;

export type Translate = (request: TranslationRequest, context: CallContext) => Promise<TranslationResultInit>;
export type Recognise = (request: VisionRequest, context: CallContext) => Promise<VisionResultInit>;

/** A validator over the real protocol whose answers a test decides. */
export interface TestValidator extends Running {
  readonly signer: Signer;
  /** As the chain would list it. */
  readonly neuron: TestNeuron;
  readonly requests: TextRequest[];
  /** Contexts of the calls, oldest first. */
  readonly calls: CallContext[];
  generate: Generate;
  translate: Translate;
  recognise: Recognise;
  decide: Decision;
}

export interface TestValidatorOptions {
  readonly stake?: bigint;
  readonly netuid?: number;
  readonly genesisHash?: Uint8Array;
}

/** Serves on 127.0.0.2, as on one machine it must: the chain refuses to announce 127.0.0.1. */
export async function startTestValidator(
  signer: Signer,
  { stake = 1_000n, netuid = 1, genesisHash = testGenesisHash }: TestValidatorOptions = {},
): Promise<TestValidator> {
  const requests: TextRequest[] = [];
  const calls: CallContext[] = [];
  const validator = {
    requests,
    calls,
    signer,
    generate: answerWith("Four subnets."),
    translate: translateTo("Vier Subnetze."),
    recognise: (async () => ({ answer: {} })) as Recognise,
    decide: "allow" as Decision,
  };
  const service = implementService(ValidatorService, {
    generate: (request, context) => {
      requests.push(request);
      calls.push(context);
      return validator.generate(request, context);
    },
    translate: (request, context) => validator.translate(request, context),
    recognise: (request, context) => validator.recognise(request, context),
    predict: async () => ({}),
    scores: async () => ({}),
    status: async () => ({ hotkey: signer.address, netuid }),
  });
  const server = await startNeuronServer({
    host: "127.0.0.2",
    port: 0,
    signer,
    genesisHash,
    netuid,
    authorize: (_peer, method) => (/(Generate|Translate)$/.test(method) ? validator.decide : "allow"),
    services: [service],
    describe: () => ({}),
    limits: { drainMs: 50 },
  });
  const neuron: TestNeuron = { hotkey: signer.address, stake, axon: { ip: "127.0.0.2", port: server.port } };
  return Object.assign(validator, { neuron, stop: () => server.stop() });
}

export const miners = [
  { hotkey: "miner-a", uid: 3, firstTokenMs: 20, totalMs: 80, score: 0.93, outcome: "won", detail: "" },
  { hotkey: "miner-b", uid: 4, firstTokenMs: 35, totalMs: 120, score: 0.71, outcome: "lost", detail: "" },
  { hotkey: "miner-c", uid: 5, firstTokenMs: 0, totalMs: 200, score: 0, outcome: "timed_out", detail: "no token" },
];

/** Sends `text` word by word, then the end with usage and provenance. */
export const answerWith = (text: string, betweenWords: () => Promise<void> = async () => undefined): Generate =>
  async function* (request) {
    const words = text.split(/(?<= )/);
    for (const [id, word] of words.entries()) {
      yield { tokens: [{ id, text: word, logprob: -0.5 }] };
      await betweenWords();
    }
    yield {
      finishReason: "stop",
      usage: { promptTokens: 7, completionTokens: words.length },
      provenance: { requestId: request.requestId, winnerHotkey: "miner-a", miners },
    };
  };

/** The whole at once, with more tokens than a text of its length can have. */
export const translateTo =
  (text: string): Translate =>
  async ({ requestId }) => ({
    answer: { text, usage: { sourceTokens: 1e6, targetTokens: 3 } },
    provenance: { requestId, winnerHotkey: "miner-a", miners },
  });

/** Sends one word and then nothing until the call is cancelled. */
export const answerForever: Generate = async function* (_request, { signal }) {
  yield { tokens: [{ id: 1, text: "Well ", logprob: -1 }] };
  await untilAborted(signal);
};

/** Sends nothing until the call is cancelled. */
export const neverAnswer: Generate = async function* (_request, { signal }) {
  await untilAborted(signal);
  yield {};
};

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
