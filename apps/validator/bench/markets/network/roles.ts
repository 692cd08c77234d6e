/**
 * Who sets weights. `honest` ones judge. The `copier` judges nothing and repeats what the others last said. The `liar` gives all its
 * weight to one cheat that it is in league with.
 */
export type Role = "honest" | "copier" | "liar";

/** Stake in parts of the smallest; the liar is a minority, as a liar must be. */
export const roles: readonly { readonly name: string; readonly role: Role; readonly stake: number }[] = [
  { name: "validator A", role: "honest", stake: 3 },
  { name: "validator B", role: "honest", stake: 3 },
  { name: "copies weights", role: "copier", stake: 1 },
  { name: "lies for a cheat", role: "liar", stake: 2 },
];
