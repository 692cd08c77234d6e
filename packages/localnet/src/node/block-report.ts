import type { Block } from "../engine/block.js";
import { decodeExtrinsic, type Extrinsic } from "../engine/extrinsic.js";
import type { Runtime } from "../engine/runtime.js";
import { type RuntimeEvent, storageKey } from "../frame/index.js";
import { storage as subtensor } from "../pallets/subtensor/storage/index.js";
import { type Phase, phase } from "../pallets/system/types.js";
import { storage as timestamp } from "../pallets/timestamp/index.js";
import { type AccountId, type DispatchError, type Hash, h256, Reader, vec } from "../scale/index.js";
import { nameError } from "./error-names.js";

/** What happened in a block, for people. */
export interface BlockReport {
  readonly number: number;
  readonly hash: Hash;
  readonly timestampMs: number;
  /** Those that somebody signed. */
  readonly transactions: readonly TransactionReport[];
  /** Subnets whose epoch ran. */
  readonly epochs: readonly number[];
}

export interface TransactionReport {
  readonly hash: Hash;
  readonly signer: AccountId;
  /** `Balances.transfer_keep_alive`. */
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Rao, tip included. */
  readonly fee: bigint;
  /** `SubtensorModule.NotEnoughBalanceToStake`; absent if the call worked. */
  readonly error?: string;
}

export interface EventRecord {
  readonly phase: Phase;
  readonly event: RuntimeEvent;
}

const EVENTS_KEY = storageKey("System", "Events");
const topics = vec(h256);

export function reportBlock(runtime: Runtime, block: Block): BlockReport {
  const records = eventsOf(runtime, block);
  return {
    number: block.number,
    hash: block.hash,
    timestampMs: Number(timestamp.Now.get(block)),
    transactions: block.extrinsics.flatMap((bytes, index) => {
      const extrinsic = decodeExtrinsic(runtime.call, bytes);
      return extrinsic.signed ? [reportTransaction(runtime, extrinsic, eventsFor(records, index))] : [];
    }),
    epochs: epochsOf(block),
  };
}

/** The events of a block in their order. */
export function eventsOf(runtime: Runtime, { state }: Block): EventRecord[] {
  const input = new Reader(state.get(EVENTS_KEY) ?? Uint8Array.of(0));
  return Array.from({ length: input.length(1) }, () => {
    const record = { phase: phase.codec.read(input), event: runtime.event.codec.read(input) };
    topics.codec.read(input);
    return record;
  });
}

/** One transaction of a block, with its events. */
export function reportOf(
  runtime: Runtime,
  block: Block,
  hash: Hash,
): { readonly report: TransactionReport; readonly events: readonly RuntimeEvent[] } | undefined {
  const extrinsics = block.extrinsics.map((bytes) => decodeExtrinsic(runtime.call, bytes));
  const index = extrinsics.findIndex((extrinsic) => extrinsic.hash === hash);
  if (index < 0) return undefined;
  const events = eventsFor(eventsOf(runtime, block), index);
  return { report: reportTransaction(runtime, extrinsics[index] as Extrinsic, events), events };
}

const eventsFor = (records: readonly EventRecord[], index: number): RuntimeEvent[] =>
  records
    .filter(({ phase: { type, value } }) => type === "ApplyExtrinsic" && value === index)
    .map(({ event }) => event);

function reportTransaction(
  runtime: Runtime,
  { hash, signed, call }: Extrinsic,
  events: readonly RuntimeEvent[],
): TransactionReport {
  const find = <T>(pallet: string, name: string): T | undefined =>
    events.find(({ type, value }) => type === pallet && value.type === name)?.value.value as T | undefined;
  const failure = find<{ dispatch_error: DispatchError }>("System", "ExtrinsicFailed");
  const paid = find<{ actual_fee: bigint }>("TransactionPayment", "TransactionFeePaid");
  return {
    hash,
    signer: signed?.signer as AccountId,
    call: `${call.type}.${call.value.type}`,
    args: call.value.value,
    fee: paid?.actual_fee ?? 0n,
    ...(failure ? { error: nameError(runtime, failure.dispatch_error) } : {}),
  };
}

const epochsOf = (block: Block): number[] =>
  subtensor.LastMechansimStepBlock.entries(block)
    .filter(([, last]) => Number(last) === block.number)
    .map(([[netuid]]) => netuid);
