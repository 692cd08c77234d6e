import { silentLogger } from "@taostack/primitives";
import { beforeEach, describe, expect, it } from "vitest";
import { devAccountId } from "../src/dev-accounts.js";
import { BlockExecution } from "../src/engine/block-execution.js";
import { createRuntime } from "../src/engine/runtime.js";
import { TreeState } from "../src/engine/tree-state.js";
import {
  blake2_128Concat,
  call,
  type DispatchResult,
  defineErrors,
  defineEvents,
  definePallet,
  defineStorage,
  ensure,
  ensureSigned,
  identity,
  map,
  type Origin,
  optional,
  optionalMap,
  type RuntimeCall,
  rootOrigin,
  signedBy,
  twox64Concat,
  value,
} from "../src/frame/index.js";
import { accountId, bool, u16, u64, variant } from "../src/scale/index.js";

const pallet = { name: "Shop", index: 42, path: "pallet_shop::pallet" } as const;

const storage = defineStorage(pallet.name, {
  NextId: value(u16, 3),
  Keeper: optional(accountId),
  Price: map([identity(u16)], u64, 500n),
  Owned: optionalMap([blake2_128Concat(accountId), twox64Concat(u16)], bool),
});
const events = defineEvents(pallet, { Bought: variant(0, { who: accountId, id: u16 }), Closed: variant(4) });
const errors = defineErrors(pallet, { NoSuchItem: [9, "No item has this id."] });

const buy = call({
  index: 7,
  args: { id: u16 },
  dispatch(ctx, { id }) {
    const who = ensureSigned(ctx);
    storage.Owned.put(ctx, who, id, true);
    ctx.emit(events.make.Bought({ who, id }));
    ensure(id < storage.NextId.get(ctx), errors.NoSuchItem);
    storage.Price.mutate(ctx, id, (price) => price * 2n);
  },
});
const buyBoth = call({
  index: 8,
  args: { first: u16, second: u16 },
  dispatch(ctx, { first, second }) {
    for (const id of [first, second]) ctx.dispatch(buyOf(id), ctx.origin);
  },
});
const breakDown = call({
  index: 9,
  args: {},
  dispatch(ctx) {
    storage.NextId.put(ctx, 99);
    throw new TypeError("a defect");
  },
});

const buyOf = (id: number) => ({ type: "Shop", value: { type: "buy", value: { id } } });
const other = (type: string, args = {}) => ({ type: "Shop", value: { type, value: args } });

const runtime = createRuntime({
  version: {
    spec_name: "shop",
    impl_name: "shop",
    authoring_version: 1,
    spec_version: 1,
    impl_version: 1,
    transaction_version: 1,
    system_version: 1,
  },
  slotDurationMs: 1000,
  pallets: () => [definePallet({ ...pallet, storage, events, errors, calls: { buy, buyBoth, breakDown } })],
  apis: () => [],
});

const alice = devAccountId("//Alice");
const bob = devAccountId("//Bob");
let state: TreeState;
let block: BlockExecution;

beforeEach(() => {
  state = new TreeState();
  block = new BlockExecution({ runtime, state, blockNumber: 1, author: bob, logger: silentLogger });
});
const dispatch = (runtimeCall: RuntimeCall, origin: Origin = signedBy(alice)): DispatchResult =>
  block.dispatch(runtimeCall, origin).result;

describe("storage items", () => {
  it("read their default, or nothing, until they are written", () => {
    const at = { state };
    expect(storage.NextId.get(at)).toBe(3);
    expect(storage.Keeper.get(at)).toBeUndefined();
    expect(storage.Price.get(at, 7)).toBe(500n);
    expect(storage.NextId.has(at)).toBe(false);
    storage.NextId.put(at, 4);
    expect([storage.NextId.get(at), storage.NextId.has(at)]).toEqual([4, true]);
    expect(storage.NextId.take(at)).toBe(4);
    expect(storage.NextId.get(at)).toBe(3);
  });
  it("list what is under a prefix, in the order of the keys' bytes", () => {
    const at = { state };
    for (const id of [1, 256, 2]) storage.Owned.put(at, alice, id, true);
    storage.Owned.put(at, bob, 1, false);
    expect(
      storage.Owned.keys(at, alice)
        .map(([, id]) => id)
        .sort(),
    ).toEqual([1, 2, 256]);
    expect(storage.Owned.entries(at, bob)).toEqual([[[bob, 1], false]]);
    expect(storage.Owned.entries(at)).toHaveLength(4);
    for (const id of [1, 256, 2]) storage.Price.put(at, id, 1n);
    expect(storage.Price.keys(at)).toEqual([[256], [1], [2]]);
    expect(storage.Owned.clear(at, alice)).toBe(3);
    expect(storage.Owned.keys(at)).toEqual([[bob, 1]]);
  });
  it("are removed by a change to undefined", () => {
    const at = { state };
    storage.Keeper.put(at, alice);
    storage.Keeper.mutate(at, (keeper) => (keeper === alice ? undefined : keeper));
    expect(storage.Keeper.has(at)).toBe(false);
  });
  it("have the types of their keys and values", () => {
    const at = { state };
    const misuses = [
      // @ts-expect-error an account is not a u16
      () => storage.Price.get(at, alice),
      // @ts-expect-error a u64 is a bigint
      () => storage.Price.put(at, 1, 3),
      // @ts-expect-error two keys are needed
      () => storage.Owned.get(at, alice),
      // @ts-expect-error the event needs its fields
      () => events.make.Bought(),
    ];
    expect(misuses).toHaveLength(4);
    // @ts-expect-error it may be absent
    const keeper: string = storage.Keeper.get(at);
    expect(keeper).toBeUndefined();
  });
});

describe("calls", () => {
  it("keep what they wrote when they succeed", () => {
    expect(dispatch(buyOf(1))).toEqual({ type: "Ok", value: undefined });
    expect(storage.Owned.get({ state }, alice, 1)).toBe(true);
    expect(storage.Price.get({ state }, 1)).toBe(1000n);
    expect(block.eventCount).toBe(1);
  });
  it("leave no trace when they fail, neither writes nor events", () => {
    const error = { type: "Module", value: { index: 42, error: Uint8Array.of(9, 0, 0, 0) } };
    expect(dispatch(buyOf(5))).toEqual({ type: "Err", value: error });
    expect([state.size, block.eventCount, state.changedKeys()]).toEqual([0, 0, []]);
  });
  it("undo only the inner call that failed", () => {
    dispatch(other("buyBoth", { first: 1, second: 5 }));
    expect(storage.Owned.keys({ state })).toEqual([[alice, 1]]);
    expect(block.eventCount).toBe(1);
  });
  it("check who sent them", () => {
    expect(dispatch(buyOf(1), rootOrigin)).toEqual({ type: "Err", value: { type: "BadOrigin" } });
  });
  it("fail alone when a pallet has a defect", () => {
    expect(dispatch(other("breakDown"))).toEqual({ type: "Err", value: { type: "Other" } });
    expect(storage.NextId.get({ state })).toBe(3);
  });
});

describe("states", () => {
  it("share nothing that is written after a fork", () => {
    storage.NextId.put({ state }, 10);
    const copy = state.fork();
    storage.NextId.put({ state: copy }, 11);
    storage.Price.put({ state }, 1, 1n);
    expect([storage.NextId.get({ state }), storage.NextId.get({ state: copy })]).toEqual([10, 11]);
    expect(storage.Price.has({ state: copy }, 1)).toBe(false);
  });
  it("report changed keys only if their values differ in the end", () => {
    storage.NextId.put({ state }, 10);
    const copy = state.fork();
    storage.NextId.put({ state: copy }, 11);
    storage.NextId.put({ state: copy }, 10);
    storage.Price.put({ state: copy }, 1, 1n);
    expect(copy.changedKeys()).toEqual([storage.Price.key(1)]);
  });
  it("read what was written last, through forks and rollbacks", () => {
    storage.Price.put({ state }, 1, 5n);
    const copy = state.fork();
    expect([storage.Price.get({ state: copy }, 1), storage.Price.has({ state: copy }, 2)]).toEqual([5n, false]);
    const checkpoint = copy.checkpoint();
    storage.Price.put({ state: copy }, 1, 6n);
    storage.Price.put({ state: copy }, 2, 7n);
    storage.Price.remove({ state: copy }, 1);
    copy.rollback(checkpoint);
    const later = copy.fork();
    for (const at of [copy, later, state]) {
      expect([storage.Price.get({ state: at }, 1), storage.Price.has({ state: at }, 2)]).toEqual([5n, false]);
    }
  });
  it("do not copy or journal a write that changes nothing", () => {
    storage.Price.put({ state }, 1, 5n);
    const before = state.checkpoint();
    storage.Price.put({ state }, 1, 5n);
    expect(state.checkpoint()).toBe(before);
  });
});

describe("storage keys", () => {
  it("are the same when asked for again, and others for other keys", () => {
    const first = [1, 2, 256].map((id) => storage.Price.key(id));
    for (let id = 0; id < 5000; id += 1) storage.Price.key(id);
    expect([1, 2, 256].map((id) => storage.Price.key(id))).toEqual(first);
    expect(new Set(first).size).toBe(3);
  });
});
