import type { Metagraph } from "../operations/metagraph.js";

/** The columns of numbers, in the order of a saved file. */
export const numberColumns = [
  "stake",
  "alphaStake",
  "taoStake",
  "emission",
  "lastUpdate",
  "registeredAt",
  "incentive",
  "dividends",
  "consensus",
  "validatorTrust",
  "active",
  "validatorPermit",
] as const satisfies readonly (keyof Metagraph)[];

export type NumberColumn = (typeof numberColumns)[number];
/** A column in which a uid may differ. */
export type ChangedColumn = NumberColumn | "hotkeys" | "coldkeys" | "axons";

/** What is different in the later of two metagraphs of one subnet. */
export interface MetagraphDifference {
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Uids that have another hotkey, or are new, in order. All their columns are theirs, so they are not among `changed`. */
  readonly registered: readonly number[];
  /** Uids of neurons that stayed, by the columns in which they differ, in order. */
  readonly changed: ReadonlyMap<ChangedColumn, readonly number[]>;
  /** The subnet's own values that differ: `burn`, `tempo`, … `block` is not among them. */
  readonly fields: readonly (keyof Metagraph)[];
}

/** Compares column by column: a millisecond for 4096 neurons. */
export function diffMetagraphs(before: Metagraph, after: Metagraph): MetagraphDifference {
  const isNew = Array.from({ length: after.n }, (_, uid) => before.hotkeys[uid] !== after.hotkeys[uid]);
  const stayed = (isChanged: (uid: number) => boolean): number[] => {
    const uids: number[] = [];
    for (let uid = 0; uid < after.n; uid++) if (!isNew[uid] && isChanged(uid)) uids.push(uid);
    return uids;
  };
  const changed = new Map<ChangedColumn, readonly number[]>();
  const note = (column: ChangedColumn, isChanged: (uid: number) => boolean): void => {
    const uids = stayed(isChanged);
    if (uids.length > 0) changed.set(column, uids);
  };
  for (const column of numberColumns) {
    const [was, is] = [before[column], after[column]];
    note(column, (uid) => was[uid] !== is[uid]);
  }
  note("coldkeys", (uid) => before.coldkeys[uid] !== after.coldkeys[uid]);
  note("axons", (uid) => !sameAxon(before.axons[uid], after.axons[uid]));
  return {
    fromBlock: before.block,
    toBlock: after.block,
    registered: isNew.flatMap((isIt, uid) => (isIt ? [uid] : [])),
    changed,
    fields: scalarFields(after).filter((field) => field !== "block" && before[field] !== after[field]),
  };
}

export const isEmptyDifference = ({ registered, changed, fields }: MetagraphDifference): boolean =>
  registered.length === 0 && changed.size === 0 && fields.length === 0;

/** The fields that are no columns. */
export const scalarFields = (metagraph: Metagraph): (keyof Metagraph)[] =>
  (Object.keys(metagraph) as (keyof Metagraph)[]).filter((field) => typeof metagraph[field] !== "object");

type Axon = Metagraph["axons"][number];

function sameAxon(was: Axon, is: Axon): boolean {
  if (was === undefined || is === undefined) return was === is;
  return (Object.keys(is) as (keyof typeof is)[]).every((key) => was[key] === is[key]);
}
