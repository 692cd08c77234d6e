import { rao } from "@taostack/primitives";
import { axonOf, type StoredAxon } from "../encoding/axon.js";
import { fixedToNumber } from "../encoding/fixed-point.js";
import type { Metagraph } from "../operations/metagraph.js";
import { textOf } from "../runtime/names.js";

export interface FieldContext {
  /** Length of every column. */
  readonly n: number;
}

/** How a field comes from the chain's struct. */
interface Field<T> {
  /** Its name there, in camel case. */
  readonly stored: string;
  read(value: unknown, context: FieldContext): T;
}

/** What the runtime calls answer, but for the accounts: see `AddressColumn`. The validators' trust is not among it. */
export type CalledField = Exclude<keyof Metagraph, "n" | "validatorTrust" | "hotkeys" | "coldkeys">;

const field = <S, T>(stored: string, read: (value: S, context: FieldContext) => T): Field<T> => ({
  stored,
  read: (value, context) => read(value as S, context),
});
const same = <T>(stored: string) => field<T, T>(stored, (value) => value);
const number = (stored: string) => field<number | bigint, number>(stored, Number);
const amount = (stored: string) => field(stored, rao);
const text = (stored: string) => field(stored, textOf);
const u64 = (stored: string) =>
  field<BigUint64Array, BigUint64Array>(stored, (values, { n }) => fit(values, n, BigUint64Array));
const u16 = (stored: string) => field<Uint16Array, Uint16Array>(stored, (values, { n }) => fit(values, n, Uint16Array));
const flags = (stored: string) => field<Uint8Array, Uint8Array>(stored, (values, { n }) => fit(values, n, Uint8Array));
const blocks = (stored: string) =>
  field<BigUint64Array, Float64Array>(stored, (values, { n }) =>
    Float64Array.from({ length: n }, (_, uid) => Number(values[uid] ?? 0n)),
  );

export const fields: { readonly [K in CalledField]: Field<Metagraph[K]> } = {
  netuid: same("netuid"),
  block: number("block"),
  name: text("name"),
  symbol: text("symbol"),
  ownerHotkey: same("ownerHotkey"),
  ownerColdkey: same("ownerColdkey"),
  maxNeurons: same("maxUids"),
  stake: u64("totalStake"),
  alphaStake: u64("alphaStake"),
  taoStake: u64("taoStake"),
  incentive: u16("incentives"),
  dividends: u16("dividends"),
  consensus: u16("consensus"),
  emission: u64("emission"),
  active: flags("active"),
  validatorPermit: flags("validatorPermit"),
  lastUpdate: blocks("lastUpdate"),
  registeredAt: blocks("blockAtRegistration"),
  axons: field("axons", (stored: readonly StoredAxon[], { n }) =>
    Array.from({ length: n }, (_, uid) => axonOf(stored[uid])),
  ),
  tempo: same("tempo"),
  blocksSinceLastStep: number("blocksSinceLastStep"),
  movingPrice: field("movingPrice", ({ bits }: { readonly bits: bigint }) => fixedToNumber(bits)),
  taoIn: amount("taoIn"),
  alphaIn: amount("alphaIn"),
  alphaOut: amount("alphaOut"),
  burn: amount("burn"),
  registrationAllowed: same("registrationAllowed"),
  immunityPeriod: same("immunityPeriod"),
  activityCutoff: number("activityCutoff"),
  maxValidators: same("maxValidators"),
  minAllowedWeights: same("minAllowedWeights"),
  weightsVersion: number("weightsVersion"),
  weightsRateLimit: number("weightsRateLimit"),
  servingRateLimit: number("servingRateLimit"),
  commitRevealWeightsEnabled: same("commitRevealWeightsEnabled"),
  commitRevealPeriod: number("commitRevealPeriod"),
};

interface Column<C> {
  readonly length: number;
  subarray(start: number, end: number): C;
}

/** Columns may be shorter than `n` on the chain for a block or two after a registration: the rest reads as zero. */
export function fit<C extends Column<C> & { set(values: C): void }>(
  values: C,
  n: number,
  create: new (length: number) => C,
): C {
  if (values.length === n) return values;
  const column = new create(n);
  column.set(values.subarray(0, Math.min(n, values.length)));
  return column;
}
