import { expect, it } from "vitest";
import {
  blake2_128Concat,
  call,
  constant,
  defineErrors,
  defineEvents,
  definePallet,
  defineRuntimeApi,
  defineStorage,
  ensure,
  ensureSigned,
  identity,
  map,
  method,
  optional,
  optionalMap,
  type Pallet,
  refuse,
  value,
} from "../src/frame/index.js";
import { accountId, bool, tuple, u16, u64, variant, vec } from "../src/scale/index.js";

const pallet = { name: "Shop", index: 42, path: "pallet_shop::pallet" } as const;
export const storage = defineStorage(pallet.name, {
  NextId: value(u16, 0, "The id that the next item gets."),
  Keeper: optional(accountId),
  Price: map([identity(u16)], u64, 500n),
  Owned: optionalMap([blake2_128Concat(accountId), identity(u16)], bool),
});
export const events = defineEvents(pallet, {
  Bought: variant(0, { who: accountId, id: u16 }, ["An item was bought."]),
  Priced: variant(3, [u16, u64]),
  Closed: variant(4),
  One: variant(5, u16),
});
export const errors = defineErrors(pallet, { NoSuchItem: [0, "No item has this id."] });
export const buy = call({
  index: 7,
  args: { id: u16 },
  docs: "Buys an item for the signer.",
  weight: 25_000_000,
  validate(ctx, { id }) {
    if (id >= storage.NextId.get(ctx)) refuse(10);
  },
  dispatch(ctx, { id }) {
    const who = ensureSigned(ctx);
    const n: number = id;
    ensure(n < storage.NextId.get(ctx), errors.NoSuchItem);
    storage.Owned.put(ctx, who, id, true);
    storage.NextId.mutate(ctx, (x) => x + 1);
    storage.Price.mutate(ctx, id, (price) => price * 2n);
    for (const [[, owned]] of storage.Owned.entries(ctx, who)) storage.Price.get(ctx, owned);
    const k: string | undefined = storage.Keeper.get(ctx);
    // @ts-expect-error wrong key
    storage.Price.get(ctx, who);
    // @ts-expect-error wrong value
    storage.Price.put(ctx, id, 3);
    // @ts-expect-error optional
    const b: boolean = storage.Owned.get(ctx, who, id);
    void k;
    void b;
    ctx.emit(events.make.Bought({ who, id }));
    ctx.emit(events.make.Closed());
    ctx.emit(events.make.One(3));
    // @ts-expect-error missing
    ctx.emit(events.make.One());
  },
});
export const shop = definePallet({
  ...pallet,
  storage,
  events,
  errors,
  calls: { buy },
  constants: { MaxItems: constant(u16, 100) },
  onInitialize(ctx) {
    if (ctx.blockNumber % 10 === 0) ctx.emit(events.make.Priced([0, storage.Price.get(ctx, 0)]));
  },
  genesis(ctx) {
    storage.NextId.put(ctx, 3);
  },
});
export const rp: Pallet = shop;
export const shopApi = defineRuntimeApi({
  name: "ShopRuntimeApi",
  version: 1,
  methods: {
    get_prices: method({
      params: { first: u16 },
      result: vec(tuple(u16, u64)),
      run: (ctx, { first }) =>
        storage.Price.entries(ctx)
          .filter(([[id]]) => id >= first)
          .map(([[id], price]) => [id, price]),
    }),
  },
});
it("x", () => {
  expect(shop.index).toBe(42);
});
