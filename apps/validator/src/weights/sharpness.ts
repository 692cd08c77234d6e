/**
 * Power of the scores in the weights of a market whose operator asks for none. In text a smaller model often finds the very tokens of
 * the reference, and scores six tenths of it: only a high power makes that not worth while. Forecasts earn by a share that is fair as it is: a power
 * would pay for splitting one miner into several, or for merging them.
 */
const usualSharpness: Readonly<Record<string, number>> = { text: 4, forecast: 1 };

export interface SharpnessOptions {
  readonly commodity: string;
  readonly sharpness?: number | undefined;
}

export const sharpnessOf = ({ commodity, sharpness }: SharpnessOptions): number =>
  sharpness ?? usualSharpness[commodity] ?? 2;
