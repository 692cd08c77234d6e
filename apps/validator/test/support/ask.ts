import {
  type AnswerChunk,
  connectNeuron,
  type NeuronChannel,
  type TextRequest,
  ValidatorService,
} from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import type { RunningValidator } from "../../src/index.js";
import type { Market } from "./market.js";

export const question = (change: Partial<TextRequest> = {}): TextRequest => ({
  requestId: "from-the-gateway",
  model: "tao-text",
  messages: [{ role: "user", content: "What is a subnet?" }],
  sampling: { maxTokens: 64, temperature: 0, topP: 1, seed: 0, stop: [] },
  continueFrom: [],
  ...change,
});

/** A gateway's channel to a validator of this machine. */
export const connectTo = (
  { client, netuid }: Market,
  { host, port, hotkey }: RunningValidator,
  signer: Keypair,
): Promise<NeuronChannel> =>
  connectNeuron({ host, port, peerHotkey: hotkey, signer, genesisHash: client.genesisHash, netuid });

export async function answerOf(channel: NeuronChannel, request = question()) {
  const chunks: AnswerChunk[] = [];
  const stream = channel.client(ValidatorService).generate(request, { timeoutMs: 20_000 });
  for await (const chunk of stream) chunks.push(chunk);
  const last = chunks.at(-1);
  return {
    text: chunks.flatMap(({ tokens }) => tokens.map(({ text }) => text)).join(""),
    finishReason: last?.finishReason,
    usage: last?.usage,
    provenance: last?.provenance,
  };
}
