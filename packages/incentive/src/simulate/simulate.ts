import { checkInteger } from "../check-input/check-values.js";
import { epoch } from "../epoch/epoch.js";
import type { UidPairs } from "../epoch/sparse-rows.js";
import type { EpochOutput } from "../epoch/types.js";
import { checkFields, checkU64, rangeError } from "../errors.js";
import { u64 } from "../fixed/integer.js";
import { applyChange } from "./apply-change.js";
import { CommitQueue } from "./commit-queue.js";
import { Recorder } from "./recorder.js";
import { epochInput, nextStepBlock, type SubnetState, startState } from "./subnet-state.js";
import type { EpochChange, Scenario, SimulatedSubnet, Simulation } from "./types.js";

/** Results are kept of every epoch, so their number has a bound. */
export const MAX_SIMULATED_EPOCHS = 100_000;

/**
 * Runs many epochs of a subnet and keeps what each did. Between epochs it carries over what the chain does: bonds and
 * permits as stored, weights, their blocks, registrations. Deterministic; the subnet given stays as it is.
 * @throws `incentive/out_of_range`, `incentive/length_mismatch`, `incentive/unknown_field`, `incentive/DuplicateUids`;
 *   `argument` names the field, such as `changes[3].weights[0]`.
 */
export function simulate(subnet: SimulatedSubnet, scenario: Scenario): Simulation {
  checkScenario(scenario);
  const state = startState(subnet);
  checkInteger("hyperparameters.tempo", state.hyperparameters.tempo, 1);
  const commits = scenario.revealPeriodEpochs === undefined ? undefined : new CommitQueue(scenario.revealPeriodEpochs);
  const recorder = new Recorder(state.n, scenario.epochs);
  let previous: EpochOutput | undefined;
  for (let index = 0; index < scenario.epochs; index += 1) {
    prepare(state, scenario, { index, previous, commits });
    const output = epoch(epochInput(state, { emission: emissionOf(scenario, index), commits }));
    recorder.record(index, state, output);
    carryOver(state, output, scenario.reinvest);
    previous = output;
  }
  return recorder.finish(state);
}

interface Step {
  readonly index: number;
  readonly previous: EpochOutput | undefined;
  readonly commits: CommitQueue | undefined;
}

/** Everything that happens after one epoch and before the next. */
function prepare(state: SubnetState, scenario: Scenario, { index, previous, commits }: Step): void {
  const change = changeBefore(state, scenario, index, previous);
  for (const uid of change.register ?? []) commits?.drop(uid);
  const rows = new Map(applyChange(state, change, `changes[${index}]`));
  if (scenario.resubmit !== false) resubmit(state, rows, commits);
  const block = nextStepBlock(state) - 1;
  for (const [uid, row] of rows) {
    state.lastUpdate[uid] = block;
    if (commits === undefined) state.weights.set(uid, row);
    else commits.commit(uid, row, block);
  }
  for (const { uid, row } of commits?.reveal() ?? []) state.weights.set(uid, row);
}

/** Adds the rows of validators that set no other weights. */
function resubmit(state: SubnetState, rows: Map<number, UidPairs>, commits: CommitQueue | undefined): void {
  state.weights.rows.forEach((inForce, uid) => {
    const row = commits?.latest(uid) ?? inForce;
    if (row.length > 0 && !rows.has(uid)) rows.set(uid, row);
  });
}

function changeBefore(
  state: SubnetState,
  { changes }: Scenario,
  index: number,
  previous: EpochOutput | undefined,
): EpochChange {
  if (typeof changes !== "function") return changes?.[index] ?? {};
  const { alphaStake, rootStake, weights } = state;
  const view = {
    epoch: index,
    alphaStake: [...alphaStake],
    rootStake: [...rootStake],
    weights: [...weights.rows],
    previous,
  };
  return changes(view) ?? {};
}

function emissionOf({ emission = 1_000_000_000n }: Scenario, index: number): bigint {
  if (typeof emission === "bigint") return emission;
  const amount = emission(index);
  checkU64("emission", amount, index);
  return amount;
}

function carryOver(state: SubnetState, output: EpochOutput, reinvest: Scenario["reinvest"] = "nobody"): void {
  state.lastMechanismStepBlock = nextStepBlock(state);
  state.validatorPermit = output.validatorPermit;
  state.bonds = output.bonds;
  if (reinvest === "nobody") return;
  state.alphaStake = state.alphaStake.map((stake, uid) => {
    const asMiner = reinvest === "everybody" ? output.serverEmission[uid]! : 0n;
    return u64.add(stake, output.validatorEmission[uid]! + asMiner);
  });
}

const fields: ReadonlySet<string> = new Set<keyof Scenario>([
  "epochs",
  "changes",
  "emission",
  "reinvest",
  "resubmit",
  "revealPeriodEpochs",
]);

function checkScenario(scenario: Scenario): void {
  checkFields("scenario", scenario, fields);
  const { epochs, changes = {}, emission = 0n, reinvest = "nobody", revealPeriodEpochs = 1 } = scenario;
  checkInteger("epochs", epochs, 0, MAX_SIMULATED_EPOCHS);
  checkInteger("revealPeriodEpochs", revealPeriodEpochs, 1, 100);
  if (typeof emission !== "function") checkU64("emission", emission);
  if (!["nobody", "validators", "everybody"].includes(reinvest)) {
    throw rangeError("reinvest", reinvest, `"nobody", "validators" or "everybody"`);
  }
  if (typeof changes === "function") return;
  for (const key of Object.keys(changes)) checkInteger("an epoch of changes", Number(key), 0, epochs - 1);
}
