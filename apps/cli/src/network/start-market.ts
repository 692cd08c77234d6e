import { SubtensorClient } from "@taostack/chain";
import { startMiner } from "@taostack/miner";
import { type Running, startWith } from "@taostack/primitives";
import { createLogger } from "@taostack/telemetry";
import { startValidator } from "@taostack/validator";
import type { NeuronInput } from "./neurons.js";

/** Starts neurons in this process, over one connection to the chain. If one cannot start, the others are stopped. */
export function startMarket(neurons: readonly NeuronInput[]): Promise<Running> {
  return startWith(async (onClose, stop) => {
    const chain = await SubtensorClient.connect(neurons[0]?.input.endpoint ?? [], {
      logger: createLogger({ name: "chain" }),
    });
    onClose(() => chain.close());
    const started = await Promise.allSettled(neurons.map((neuron) => start(neuron, chain)));
    for (const result of started) if (result.status === "fulfilled") onClose(() => result.value.stop());
    const failed = started.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    return { stop };
  });
}

function start(neuron: NeuronInput, chain: SubtensorClient): Promise<Running> {
  const modules = { chain, logger: createLogger({ name: neuron.name }) };
  return neuron.app === "miner" ? startMiner(neuron.input, modules) : startValidator(neuron.input, modules);
}
