/** Named apart from the pallet itself, because storage, events and errors need it before the pallet exists. */
export const pallet = {
  name: "Balances",
  index: 5,
  path: "pallet_balances::pallet",
  generics: ["T", "I"],
} as const;

/** Rao. An account with less is removed from the state. */
export const EXISTENTIAL_DEPOSIT = 500n;
