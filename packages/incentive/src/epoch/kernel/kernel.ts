import { kernelBase64 } from "../../generated/kernel.js";
import { instantiate } from "./web-assembly.js";

/** Where an array begins in the kernel's memory. */
export interface Address {
  readonly value: number;
}

/** What `assembly/index.ts` exports: the steps of an epoch, described there, and the addresses of its arrays. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };

  allocate(n: number, ownerUid: number, weightPairs: number, bondPairs: number): void;
  findActive(currentBlock: number, cutoffBlocks: number): void;
  /** 1 unless the stakes are too large for it. */
  shareStake(rootWeight: bigint, threshold: bigint): number;
  findActiveStake(anyPermit: number): void;
  findPermits(maxAllowedValidators: number): void;
  /** 1 unless a miner stands twice in a row. */
  loadWeights(): number;
  findConsensus(kappa: bigint): void;
  rankMiners(): void;
  hasConsensus(): number;
  pullWeights(penalty: bigint): void;
  /** 1 unless a miner stands twice in a row. */
  loadBonds(lastTempo: number, keepUnknown: number): number;
  relativeBonds(alpha: bigint): void;
  absoluteBonds(alpha: bigint): void;
  liquidBonds(low: bigint, high: bigint, steepness: bigint): void;
  payOut(amount: bigint): void;
  /** The address of as many u16 as there are UIDs. */
  quantise(vector: number): number;
  storeBonds(): void;

  mul(a: bigint, b: bigint): bigint;
  div(a: bigint, b: bigint): bigint;
  partOf(amount: bigint, share: bigint): bigint;
  exp(bits: bigint): bigint;
  growthOf(steepness: bigint): bigint;
  rateAt(distance: bigint, low: bigint, high: bigint, growth: bigint): bigint;

  readonly alphaStake: Address;
  readonly rootStake: Address;
  readonly lastUpdate: Address;
  readonly registered: Address;
  readonly commitBlocks: Address;
  readonly permits: Address;
  readonly weightOffsets: Address;
  readonly weightUids: Address;
  readonly weightValues: Address;
  readonly bondOffsets: Address;
  readonly bondUids: Address;
  readonly bondValues: Address;

  readonly stake: Address;
  readonly consensus: Address;
  readonly trust: Address;
  readonly incentive: Address;
  readonly dividends: Address;

  readonly active: Address;
  readonly nextPermits: Address;
  readonly emission: Address;
  readonly serverEmission: Address;
  readonly validatorEmission: Address;
  readonly storedOffsets: Address;
  readonly storedUids: Address;
  readonly storedValues: Address;
}

/** A kernel whose memory has grown beyond this is not kept. Its memory cannot shrink. */
const MAX_KEPT_BYTES = 64 * 2 ** 20;

let kept: Kernel | undefined;

/**
 * Runs `job` on a kernel. Between jobs one is kept, for its compiled code and its memory; nothing else of a job is left.
 * A kernel that fails is not used again.
 * @returns What the job returns; undefined where WebAssembly cannot be had.
 */
export function withKernel<T>(job: (kernel: Kernel) => T): T | undefined {
  const kernel = kept ?? instantiate<Kernel>(kernelBase64);
  kept = undefined;
  if (kernel === undefined) return undefined;
  const result = job(kernel);
  if (kernel.memory.buffer.byteLength <= MAX_KEPT_BYTES) kept = kernel;
  return result;
}
