/** Power of the scores in the weights: above 1, small differences in quality pay more than their share. */
const USUAL = 2;

/**
 * In text a smaller model often finds the very tokens of the reference, and scores some six tenths of it: only a higher power makes that not
 * worth while.
 */
const sharpnessByCommodity: Readonly<Record<string, number>> = { text: 4 };

export interface SharpnessOptions {
  readonly commodity: string;
  /** What the operator asks for. */
  readonly sharpness?: number | undefined;
}

export const sharpnessOf = ({ commodity, sharpness }: SharpnessOptions): number =>
  sharpness ?? sharpnessByCommodity[commodity] ?? USUAL;
