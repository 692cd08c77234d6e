import type {
  AnswerChunk,
  ForecastRequestInit,
  ForecastResult,
  TextRequestInit,
  TranslationRequestInit,
  TranslationResult,
  VisionRequestInit,
  VisionResult,
} from "@taostack/protocol";

/** A validator as the chain announces it. */
export interface ValidatorTarget {
  readonly uid: number;
  /** ss58. */
  readonly hotkey: string;
  /** Total stake on the subnet, rao. */
  readonly stake: bigint;
  readonly host: string;
  readonly port: number;
}

export interface CallLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** An authenticated connection to one validator. */
export interface ValidatorChannel {
  readonly closed: boolean;
  generate(request: TextRequestInit, limits: CallLimits): AsyncIterable<AnswerChunk>;
  translate(request: TranslationRequestInit, limits: CallLimits): Promise<TranslationResult>;
  recognise(request: VisionRequestInit, limits: CallLimits): Promise<VisionResult>;
  predict(request: ForecastRequestInit, limits: CallLimits): Promise<ForecastResult>;
  /** Resolves if it answers; rejects if not. */
  check(limits: CallLimits): Promise<void>;
  close(): unknown;
}

export type ConnectValidator = (target: ValidatorTarget, timeoutMs: number) => Promise<ValidatorChannel>;
