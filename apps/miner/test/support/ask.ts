import { connectNeuron, type NeuronChannel, type TextChunk, type TextRequest, TextService } from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import type { RunningMiner } from "../../src/index.js";
import type { Market } from "./market.js";

export const question = (maxTokens = 8): TextRequest => ({
  requestId: "a9d6c8e2-6f1c-4a53-9b0e-1d2f3a4b5c6d",
  model: "",
  messages: [{ role: "user", content: "What is a subnet?" }],
  sampling: { maxTokens, temperature: 0, topP: 1, seed: 7, stop: [] },
  continueFrom: [],
});

/** A channel to a miner of this machine, opened with `signer`'s hotkey. */
export const connectTo = (
  { client, netuid }: Market,
  { host, port, hotkey }: RunningMiner,
  signer: Keypair,
): Promise<NeuronChannel> =>
  connectNeuron({ host, port, peerHotkey: hotkey, signer, genesisHash: client.genesisHash, netuid });

export async function answerOf(channel: NeuronChannel, request = question()): Promise<TextChunk[]> {
  const chunks: TextChunk[] = [];
  for await (const chunk of channel.client(TextService).generate(request, { timeoutMs: 20_000 })) chunks.push(chunk);
  return chunks;
}
