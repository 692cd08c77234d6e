import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MetagraphWatch, SubtensorClient, watchMetagraph } from "@taostack/chain";
import { TcpRelay } from "@taostack/chain/testing";
import { toHex, withDeadline } from "@taostack/primitives";
import { RecordingLogger } from "@taostack/primitives/testing";
import type { Keypair } from "@taostack/wallet";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Memory, openMemory } from "../src/memory.js";
import type { ValidatorState } from "../src/state-file.js";
import { createCommit } from "../src/weights/commit.js";
import { WeightSetter } from "../src/weights/weight-setter.js";
import { registerHotkey, setHyperparameter, useMarket, weightsOf } from "./support/market.js";

const market = useMarket();
const VALIDATOR_UID = 1;
let miners: Keypair[];
let folder: string;

beforeAll(async () => {
  miners = [await registerHotkey(market(), "//miner-a"), await registerHotkey(market(), "//miner-b")];
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "validator-weights-"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

interface SetterInput {
  readonly chain?: SubtensorClient;
  readonly serving?: readonly string[];
  readonly minSamples?: number;
  readonly onSave?: () => Promise<void>;
}

/** A weight setter on the market's chain, with a state file of its own. */
async function createSetter({ chain = market().client, serving, minSamples = 4, onSave }: SetterInput = {}) {
  const { netuid, validator: signer } = market();
  const logger = new RecordingLogger();
  const identity = { genesisHash: toHex(chain.genesisHash), netuid, hotkey: signer.address };
  const memory = await openMemory({ path: join(folder, "state.json"), alpha: 0.1 }, identity, logger);
  const { keeper } = memory;
  onTestFinished(() => keeper.save());
  const save = async () => {
    await keeper.save();
    await onSave?.();
  };
  Object.assign(memory, { keeper: { save, saveSoon: () => keeper.saveSoon() } });
  const metagraph = await watchMetagraph(chain, netuid, { everyBlocks: 1_000_000 });
  onTestFinished(() => metagraph.stop());
  const served = new Set(serving ?? miners.map(({ address }) => address));
  const setter = new WeightSetter(
    { netuid, versionKey: 0, sharpness: 2, minSamples },
    { chain, signer, metagraph, memory, serving: () => served, logger },
  );
  onTestFinished(() => setter.stop());
  return { setter, memory, metagraph, logger, act: () => actOn(setter, metagraph) };
}

/** What the setter does at the newest block, with all that the chain says of it. */
async function actOn(setter: WeightSetter, metagraph: MetagraphWatch): Promise<void> {
  await metagraph.refresh();
  setter.onBlock(market().net.blockNumber);
  await setter.settled();
}

function score({ scoreboard }: Memory, ...scores: readonly number[]): void {
  for (let round = 0; round < 2; round++)
    for (const [index, value] of scores.entries()) scoreboard.record(miners[index]?.address ?? "", value, "");
}

const onDisk = async (): Promise<ValidatorState> => JSON.parse(await readFile(join(folder, "state.json"), "utf8"));
const epochOf = ({ client, netuid }: ReturnType<typeof market>) =>
  client.chain.query<bigint>("SubtensorModule", "SubnetEpochIndex", [netuid]).then(Number);
const commitsOnChain = async (): Promise<readonly (readonly [string, ...unknown[]])[]> => {
  const { client, netuid, validator } = market();
  const key = [netuid, validator.address];
  return (await client.chain.query<[string][] | undefined>("SubtensorModule", "WeightCommits", key)) ?? [];
};

/** Makes blocks up to the middle of the next epoch. */
async function mineToNextEpoch(): Promise<number> {
  const { net, tempo } = market();
  const before = await epochOf(market());
  while ((await epochOf(market())) === before) await net.mine(1);
  await net.mine(tempo / 2);
  return before + 1;
}

describe("weights in the clear", () => {
  it("wait for enough scores, and for miners that serve", async () => {
    await mineToNextEpoch();
    const early = await createSetter({ minSamples: 5 });
    score(early.memory, 1, 0.5);
    await early.act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toBeUndefined();
    const gone = await createSetter({ serving: [] });
    score(gone.memory, 1, 0.5);
    await gone.act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toBeUndefined();
    expect(gone.logger.lines.filter(({ level }) => level === "warn")).toEqual([]);
  });

  it("are the scores, sharpened, of those who serve, and stay known after a restart", async () => {
    const { act, memory } = await createSetter();
    score(memory, 1, 0.5);
    memory.scoreboard.record(market().validator.address, 1, "not one of the miners");
    await act();
    const row = { uids: [2, 3], weights: [65_535, 16_384] };
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual(row);
    expect(memory.lastWeights).toEqual({ ...row, block: market().net.blockNumber });
    await memory.keeper.save();
    expect((await createSetter()).memory.lastWeights).toEqual(memory.lastWeights);
  });

  it("land once in each epoch", async () => {
    const { act, memory } = await createSetter();
    score(memory, 0.5, 1);
    const { client, netuid, net, tempo } = market();
    const landed: number[] = [];
    for (let epochs = 0; epochs < 3; epochs++) {
      await mineToNextEpoch();
      for (let blocks = 0; blocks < tempo / 2 - 3; blocks++) {
        await act();
        landed.push((await client.metagraph(netuid)).lastUpdate[VALIDATOR_UID] ?? 0);
        await net.mine(1);
      }
    }
    expect(new Set(landed).size).toBe(3);
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [2, 3], weights: [16_384, 65_535] });
  });

  it("keep to the chain's rate limit", async () => {
    await setHyperparameter(market(), "weights_rate_limit", 1_000);
    const { act, memory, logger } = await createSetter();
    score(memory, 1, 1);
    await mineToNextEpoch();
    await act();
    expect(memory.lastWeights).toBeUndefined();
    expect(logger.lines).toEqual([]);
    await setHyperparameter(market(), "weights_rate_limit", 0);
    await act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [2, 3], weights: [65_535, 65_535] });
  });

  it("do not hold up a stop while the chain is away", async () => {
    const relay = await TcpRelay.start(market().net.url);
    onTestFinished(() => relay.stop());
    const chain = await SubtensorClient.connect(relay.url);
    onTestFinished(() => chain.close());
    const { setter, memory, metagraph, logger } = await createSetter({ chain });
    score(memory, 1, 0.5);
    await mineToNextEpoch();
    await metagraph.refresh();
    relay.refuse(true);
    setter.onBlock(market().net.blockNumber);
    await withDeadline(setter.stop(), 5_000, "stopping");
    await chain.close();
    await setter.settled();
    setter.onBlock(market().net.blockNumber + 1);
    expect(logger.count("weights could not be set"), "nothing is tried or told after the stop").toBe(0);
  });
});

describe("weights by commit and reveal", () => {
  beforeAll(async () => {
    await setHyperparameter(market(), "commit_reveal_weights_enabled", true);
  });

  it("are committed with the salt on disk, and revealed in the epoch for it", async () => {
    const seen: [onDisk: number, onChain: number][] = [];
    const onSave = async () => void seen.push([(await onDisk()).commits.length, (await commitsOnChain()).length]);
    const { act, memory } = await createSetter({ onSave });
    score(memory, 0.25, 1);
    const epoch = await mineToNextEpoch();
    const before = await weightsOf(market(), VALIDATOR_UID);
    await act();
    expect(seen, "the chain heard of it after the disk").toEqual([[1, 0]]);
    expect((await commitsOnChain()).map(([hash]) => hash)).toEqual(memory.commits.map(({ hash }) => hash));
    await act();
    expect(await weightsOf(market(), VALIDATOR_UID), "too early to reveal").toEqual(before);

    expect(await mineToNextEpoch()).toBe(epoch + 1);
    memory.scoreboard.retain([]);
    await act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [2, 3], weights: [4_096, 65_535] });
    expect([(await onDisk()).commits, await commitsOnChain()]).toEqual([[], []]);
  });

  it("are revealed by the next run, if this one ends in between", async () => {
    const first = await createSetter();
    score(first.memory, 1, 0);
    await mineToNextEpoch();
    await first.act();
    await first.setter.stop();
    await mineToNextEpoch();
    const second = await createSetter();
    expect(second.memory.commits).toEqual(first.memory.commits);
    second.memory.scoreboard.retain([]);
    await second.act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [2], weights: [65_535] });
    expect(second.memory.commits).toEqual([]);
  });

  it("are dropped with a warning when the epoch for them has passed", async () => {
    const { act, memory, logger } = await createSetter();
    score(memory, 1, 0.1);
    await mineToNextEpoch();
    await act();
    expect(memory.commits).toHaveLength(1);
    memory.scoreboard.retain([]);
    await mineToNextEpoch();
    await mineToNextEpoch();
    await act();
    expect([memory.commits, (await onDisk()).commits]).toEqual([[], []]);
    expect(logger.lines.find(({ level }) => level === "warn")).toMatchObject({
      message: "commit can no longer be revealed",
      fields: { status: "late" },
    });
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [2], weights: [65_535] });
  });

  it("outlive a crash between disk and chain for as long as the chain may still take them", async () => {
    const { client, net, netuid, validator } = market();
    const context = { account: validator.publicKey, netuid, versionKey: 0 };
    const { act, memory, logger } = await createSetter();
    await mineToNextEpoch();
    const taken = createCommit({ uids: [3], weights: [65_535] }, { ...context, block: net.blockNumber });
    const lost = createCommit({ uids: [2], weights: [65_535] }, { ...context, block: net.blockNumber });
    memory.commits.push(lost, taken);
    await act();
    expect(memory.commits).toEqual([lost, taken]);
    await client.weights.commit({ signer: validator, netuid, ...taken });
    await mineToNextEpoch();
    await act();
    expect(await weightsOf(market(), VALIDATOR_UID)).toEqual({ uids: [3], weights: [65_535] });
    expect(memory.commits).toEqual([lost]);
    expect(logger.count("commit can no longer be revealed")).toBe(0);
    await net.mine(72);
    await act();
    expect(memory.commits).toEqual([]);
    expect(logger.count("commit can no longer be revealed")).toBe(1);
  });

  it("are not kept when the chain refuses them", async () => {
    const { setter, memory, metagraph, logger } = await createSetter();
    score(memory, 1, 1);
    await mineToNextEpoch();
    await metagraph.refresh();
    await setHyperparameter(market(), "commit_reveal_weights_enabled", false);
    setter.onBlock(market().net.blockNumber);
    await setter.settled();
    expect([memory.commits, (await onDisk()).commits]).toEqual([[], []]);
    expect(logger.lines.at(-1)).toMatchObject({
      level: "warn",
      message: "weights could not be set",
      fields: { error: { data: { code: "chain/CommitRevealDisabled" } } },
    });
  });
});
