import { type AnyType, type EnumValue, enumeration, type ScaleType, type Variants } from "../scale/index.js";

/** An event as it is deposited: which pallet, which event, its fields. */
export interface RuntimeEvent {
  readonly type: string;
  readonly value: { readonly type: string; readonly value?: unknown };
}

type ValueArguments<E> = E extends { value: infer V } ? [value: V] : [];

/** `events.Transfer({ from, to, amount })` makes the event that `ctx.emit` takes. */
export type EventMakers<V extends Variants> = {
  readonly [N in keyof V & string]: (...value: ValueArguments<Extract<EnumValue<V>, { type: N }>>) => RuntimeEvent;
};

export interface PalletEvents<V extends Variants = Variants> {
  readonly type: ScaleType<unknown>;
  readonly make: EventMakers<V>;
}

/**
 * The events of a pallet, each `variant(index, fields, docs)`.
 * @param path - The registry path of the enum, such as `pallet_balances::pallet::Event`.
 */
export function defineEvents<const V extends Variants>(
  pallet: { readonly name: string; readonly path: string; readonly generics?: readonly string[] },
  variants: V,
): PalletEvents<V> {
  const params = (pallet.generics ?? ["T"]).map((name) => ({ name }));
  const makers = Object.keys(variants).map((name) => [
    name,
    (value?: unknown): RuntimeEvent => ({ type: pallet.name, value: { type: name, value } }),
  ]);
  return {
    type: enumeration(`${pallet.path}::Event`, variants, { params }) as AnyType,
    make: Object.fromEntries(makers) as EventMakers<V>,
  };
}
