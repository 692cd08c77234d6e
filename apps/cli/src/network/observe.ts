import { type Metagraph, type MetagraphWatch, watchMetagraph } from "@taostack/chain";
import { type Rao, type Running, rao, startWith } from "@taostack/primitives";
import type { EventLine, NetworkSnapshot, NeuronLine, SubnetLine } from "../view/snapshot.js";
import { type GatewayActivity, readActivity, type SeenAnswer } from "./gateway-activity.js";
import type { RunningNetwork } from "./start-network.js";
import type { UpFile } from "./up-file.js";

export interface Observation extends Running {
  snapshot(): NetworkSnapshot;
  /** Adds a line to the events. */
  note(source: string, text: string): void;
}

export interface ObserveOptions {
  readonly blockTimeMs: number;
  /** Hears each event as it happens, for output without a live view. */
  readonly onEvent?: (event: EventLine) => void;
}

const MAX_EVENTS = 200;
const MAX_EPOCHS = 24;
const ACTIVITY_INTERVAL_MS = 1_000;
const IDLE: GatewayActivity = { answersPerMinute: 0, medianMs: undefined, answers: [] };

/** Watches a running network by what anyone can see of it: the chain, and the gateway's public pages. */
export function observe(network: RunningNetwork, options: ObserveOptions): Promise<Observation> {
  return startWith(async (onClose, stop) => {
    const events: EventLine[] = [];
    const note = (source: string, text: string): void => {
      const event = { at: new Date(), source, text };
      events.push(event);
      if (events.length > MAX_EVENTS) events.shift();
      options.onEvent?.(event);
    };
    const subnets = await Promise.all(network.upFile.subnets.map((subnet) => watchSubnet(network, subnet, note)));
    for (const { watch } of subnets) onClose(() => watch.stop());
    const [first, ...others] = subnets as [WatchedSubnet, ...WatchedSubnet[]];
    let activity = IDLE;
    const poll = async (): Promise<void> => {
      const seen = new Set(activity.answers.map(({ requestId }) => requestId));
      activity = await readActivity(network.upFile.gateway.url);
      for (const answer of activity.answers)
        if (!seen.has(answer.requestId)) note("answer", describeAnswer(answer, nameOf(network)));
      await Promise.all(subnets.map((subnet) => subnet.readPrice()));
    };
    const timer = setInterval(() => void poll().catch(() => undefined), ACTIVITY_INTERVAL_MS);
    onClose(() => clearInterval(timer));
    const snapshot = (): NetworkSnapshot => {
      const { upFile } = network;
      const { current: metagraph, block } = first.watch;
      const sinceStep = block - (metagraph.block - metagraph.blocksSinceLastStep);
      return {
        block,
        blockTimeMs: options.blockTimeMs,
        epochInBlocks: Math.max(0, metagraph.tempo - sinceStep),
        chainUrl: upFile.chain.url,
        gatewayUrl: upFile.gateway.url,
        explorerUrl: upFile.explorer.url,
        apiKey: upFile.gateway.apiKey,
        answersPerMinute: activity.answersPerMinute,
        p50Ms: activity.medianMs,
        subnets: [first.line(), ...others.map((subnet) => subnet.line())],
        events,
      };
    };
    return { snapshot, note, stop };
  });
}

interface WatchedSubnet {
  readonly watch: MetagraphWatch;
  readPrice(): Promise<void>;
  line(): SubnetLine;
}

/** Follows one subnet, and tells of its epochs. */
async function watchSubnet(
  network: RunningNetwork,
  { netuid, commodity }: UpFile["subnets"][number],
  note: Observation["note"],
): Promise<WatchedSubnet> {
  const watch = await watchMetagraph(network.chain, netuid, { everyBlocks: 1, minIntervalMs: 500 });
  const epochs = new EpochHistory();
  watch.onChange((metagraph) => {
    if (epochs.take(metagraph)) note(commodity, epochs.describe(metagraph, nameOf(network)));
  });
  let price: Rao = rao(0n);
  return {
    watch,
    readPrice: async () => {
      price = await network.chain.subnets.price(netuid);
    },
    line: () => ({
      netuid,
      name: watch.current.name,
      priceRao: price,
      neurons: neuronLines(network, watch.current, epochs),
    }),
  };
}

/** What each neuron earned at the latest epochs. */
class EpochHistory {
  readonly #rows = new Map<string, number[]>();
  #lastStep: number | undefined;

  /** True if this metagraph shows an epoch that was not seen before. */
  take(metagraph: Metagraph): boolean {
    const step = metagraph.block - metagraph.blocksSinceLastStep;
    if (step === this.#lastStep) return false;
    const first = this.#lastStep === undefined;
    this.#lastStep = step;
    for (const [uid, hotkey] of metagraph.hotkeys.entries()) {
      const row = this.#rows.get(hotkey) ?? [];
      row.push(Math.max(metagraph.incentive[uid] ?? 0, metagraph.dividends[uid] ?? 0) / 65_535);
      this.#rows.set(hotkey, row.slice(-MAX_EPOCHS));
    }
    return !first;
  }

  of(hotkey: string): readonly number[] {
    return this.#rows.get(hotkey) ?? [];
  }

  describe({ hotkeys, incentive, emission }: Metagraph, name: (hotkey: string) => string): string {
    const paid = emission.reduce((sum, amount) => sum + amount, 0n);
    const best = incentive.indexOf(Math.max(...incentive));
    const leader = incentive[best]
      ? `, best miner ${name(hotkeys[best] ?? "")} ${((incentive[best] ?? 0) / 65_535).toFixed(3)}`
      : "";
    return `${(Number(paid) / 1e9).toFixed(3)} α to ${emission.filter((amount) => amount > 0n).length} neurons${leader}`;
  }
}

/** The wallet's name of a hotkey of the cast, as the supervisor knows it. */
function nameOf(network: RunningNetwork): (hotkey: string) => string {
  return (hotkey) => network.hotkeys.get(hotkey) ?? hotkey.slice(0, 8);
}

function describeAnswer({ winnerHotkey, totalMs, miners }: SeenAnswer, name: (hotkey: string) => string): string {
  const others = miners
    .filter(({ hotkey }) => hotkey !== winnerHotkey)
    .map(
      ({ hotkey, outcome, score }) =>
        `${name(hotkey)} ${outcome === "lost" ? score.toFixed(2) : outcome.replace("_", " ")}`,
    );
  const winner = miners.find(({ hotkey }) => hotkey === winnerHotkey);
  if (winner === undefined) return `no miner answered in ${Math.round(totalMs)} ms`;
  const field = others.length > 0 ? ` over ${others.join(", ")}` : "";
  return `${name(winner.hotkey)} won (${winner.score.toFixed(2)})${field}, ${Math.round(totalMs)} ms`;
}

function neuronLines(network: RunningNetwork, metagraph: Metagraph, epochs: EpochHistory): NeuronLine[] {
  const miners = network.cast.markets.flatMap((market) => market.miners);
  return metagraph.hotkeys.map((hotkey, uid) => {
    const name = nameOf(network)(hotkey);
    const miner = miners.find((role) => role.name === name);
    const child = network.childOf(name);
    return {
      uid,
      name,
      role: miner ? "miner" : child ? "validator" : "owner",
      state: child?.state ?? "",
      note: miner?.note ?? "",
      incentive: (metagraph.incentive[uid] ?? 0) / 65_535,
      dividends: (metagraph.dividends[uid] ?? 0) / 65_535,
      stake: metagraph.alphaStake[uid] ?? 0n,
      history: epochs.of(hotkey),
    };
  });
}
