import type { Metagraph } from "./api/types.js";
import { fraction } from "./format.js";

/** One row of the metagraph. */
export interface Neuron {
  readonly uid: number;
  readonly role: "validator" | "miner";
  readonly hotkey: string;
  /** Rao of alpha. */
  readonly stake: string;
  /** 0 … 1. */
  readonly incentive: number;
  readonly dividends: number;
  readonly trust: number;
  readonly emission: string;
  readonly lastUpdate: number;
  readonly axon: string | null;
}

export type NeuronField = Exclude<keyof Neuron, "axon">;

export interface Sorting {
  readonly field: NeuronField;
  readonly descending: boolean;
}

/** The columns of the chain as rows. */
export const toNeurons = ({ columns }: Metagraph): Neuron[] =>
  columns.hotkey.map((hotkey, uid) => {
    const role = roleOf(columns, uid);
    return {
      uid,
      role,
      hotkey,
      stake: columns.stake[uid] ?? "0",
      incentive: fraction(columns.incentive[uid] ?? 0),
      dividends: fraction(columns.dividends[uid] ?? 0),
      // A validator is trusted by how much of its weights survives consensus, a miner by the consensus on it.
      trust: fraction((role === "validator" ? columns.validatorTrust[uid] : columns.consensus[uid]) ?? 0),
      emission: columns.emission[uid] ?? "0",
      lastUpdate: columns.lastUpdate[uid] ?? 0,
      axon: columns.axon[uid] ?? null,
    };
  });

/** Stake earns a permit, a miner's too: who earns incentive mines, whatever it may do besides. */
const roleOf = (columns: Metagraph["columns"], uid: number): Neuron["role"] =>
  columns.validatorPermit[uid] && !columns.incentive[uid] ? "validator" : "miner";

/** Rows whose uid, role, hotkey or axon has `filter` in it, in order; equal ones by uid. */
export function arrangeNeurons(neurons: readonly Neuron[], { field, descending }: Sorting, filter: string): Neuron[] {
  const wanted = filter.trim().toLowerCase();
  const sign = descending ? -1 : 1;
  return neurons
    .filter(({ uid, role, hotkey, axon }) => `${uid} ${role} ${hotkey} ${axon ?? ""}`.toLowerCase().includes(wanted))
    .sort((a, b) => sign * compare(sortable(a, field), sortable(b, field)) || a.uid - b.uid);
}

function sortable(neuron: Neuron, field: NeuronField): bigint | number | string {
  return field === "stake" || field === "emission" ? BigInt(neuron[field]) : neuron[field];
}

const compare = <T extends bigint | number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
