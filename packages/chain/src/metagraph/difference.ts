import type { Metagraph } from "../operations/metagraph.js";

/** The columns that are compared, one value for each neuron. */
const COLUMNS = [
  "coldkeys",
  "stake",
  "alphaStake",
  "taoStake",
  "incentive",
  "dividends",
  "consensus",
  "validatorTrust",
  "emission",
  "active",
  "validatorPermit",
  "lastUpdate",
  "axons",
] as const satisfies readonly (keyof Metagraph)[];

export type MetagraphColumn = (typeof COLUMNS)[number];

/** Values of the subnet as a whole that are compared. */
const SETTINGS = [
  "name",
  "symbol",
  "ownerHotkey",
  "ownerColdkey",
  "maxNeurons",
  "tempo",
  "burn",
  "registrationAllowed",
  "immunityPeriod",
  "activityCutoff",
  "maxValidators",
  "minAllowedWeights",
  "weightsVersion",
  "weightsRateLimit",
  "servingRateLimit",
  "commitRevealWeightsEnabled",
  "commitRevealPeriod",
] as const satisfies readonly (keyof Metagraph)[];

export type MetagraphSetting = (typeof SETTINGS)[number];

/** What two readings of one subnet differ in. */
export interface MetagraphDifference {
  /** Blocks of the two readings. */
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Uids that have another hotkey than before, or had none. */
  readonly registered: readonly number[];
  /** Uids that are there no more: the subnet was trimmed. */
  readonly removed: readonly number[];
  /** By column, the uids of neurons that stayed and have another value; columns without any are absent. */
  readonly changed: Readonly<Partial<Record<MetagraphColumn, readonly number[]>>>;
  readonly settings: readonly MetagraphSetting[];
}

export function metagraphDifference(before: Metagraph, after: Metagraph): MetagraphDifference {
  const uids = Array.from({ length: after.n }, (_, uid) => uid);
  const stayed = uids.filter((uid) => before.hotkeys[uid] === after.hotkeys[uid]);
  const changed = COLUMNS.map(
    (column) => [column, stayed.filter((uid) => differs(before, after, column, uid))] as const,
  );
  return {
    fromBlock: before.block,
    toBlock: after.block,
    registered: uids.filter((uid) => before.hotkeys[uid] !== after.hotkeys[uid]),
    removed: Array.from({ length: Math.max(0, before.n - after.n) }, (_, index) => after.n + index),
    changed: Object.fromEntries(changed.filter(([, found]) => found.length > 0)),
    settings: SETTINGS.filter((setting) => before[setting] !== after[setting]),
  };
}

function differs(before: Metagraph, after: Metagraph, column: MetagraphColumn, uid: number): boolean {
  if (column !== "axons") return before[column][uid] !== after[column][uid];
  const [a, b] = [before.axons[uid], after.axons[uid]];
  return a?.ip !== b?.ip || a?.port !== b?.port || a?.version !== b?.version || a?.protocol !== b?.protocol;
}
