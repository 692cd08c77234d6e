import { describe, expect, it } from "vitest";
import { NeuronService, TextService } from "../src/index.js";
import { collect, connectAlice, startBob } from "./support.js";

describe("calls between neurons", () => {
  it("answers a unary call", async () => {
    const channel = await connectAlice(await startBob());
    const answer = await channel.client(NeuronService).describe({});
    expect(answer).toEqual({
      role: "miner",
      version: "1.2.3",
      services: ["taostack.v1.Neuron", "taostack.v1.Text"],
      models: [],
    });
  });

  it("streams an answer in order, to its end", async () => {
    const channel = await connectAlice(await startBob());
    const chunks = await collect(channel.client(TextService).generate({ model: "m" }));
    expect(chunks.map((chunk) => chunk.tokens[0])).toEqual(
      [1, 2, 3].map((id) => ({ id, text: `m${id}`, logprob: -0.5 })),
    );
  });
});
