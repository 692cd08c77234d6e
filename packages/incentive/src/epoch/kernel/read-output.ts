import type { EpochOutput } from "../types.js";
import type { Address, Kernel } from "./kernel.js";

/** Copies an epoch's results out of the kernel's memory. */
export function readOutput(kernel: Kernel, n: number): EpochOutput {
  const quantise = ({ value }: Address): Address => ({ value: kernel.quantise(value) });
  const stakeWeight = quantise(kernel.stake);
  const consensus = quantise(kernel.consensus);
  const incentive = quantise(kernel.incentive);
  const dividends = quantise(kernel.dividends);
  const validatorTrust = quantise(kernel.trust);
  kernel.storeBonds();

  // Only now: the steps above may move the memory.
  const { buffer } = kernel.memory;
  const flags = ({ value }: Address) => new Uint8Array(buffer, value, n).slice();
  const fractions = ({ value }: Address, length = n) => new Uint16Array(buffer, value, length).slice();
  const amounts = ({ value }: Address) => new BigUint64Array(buffer, value, n).slice();
  const offsets = new Uint32Array(buffer, kernel.storedOffsets.value, n + 1).slice();
  const pairs = offsets[n]!;
  return {
    active: flags(kernel.active),
    validatorPermit: flags(kernel.nextPermits),
    stakeWeight: fractions(stakeWeight),
    consensus: fractions(consensus),
    incentive: fractions(incentive),
    dividends: fractions(dividends),
    validatorTrust: fractions(validatorTrust),
    emission: amounts(kernel.emission),
    serverEmission: amounts(kernel.serverEmission),
    validatorEmission: amounts(kernel.validatorEmission),
    bonds: { offsets, uids: fractions(kernel.storedUids, pairs), values: fractions(kernel.storedValues, pairs) },
  };
}
