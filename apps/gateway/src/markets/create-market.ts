import type { TextUsage } from "@taostack/protocol";
import type { Limiter } from "../chat/create-limiter.js";
import { createRecord, type RecordModules } from "../chat/create-record.js";
import { startDeadline } from "../chat/start-deadline.js";
import { checkModel } from "../openai/check-model.js";
import type { ApiKey } from "../store/key-store.js";
import type { Subnet } from "../validators/start-subnet.js";
import type { ValidatorPool } from "../validators/validator-pool.js";
import { askValidators, type Send, type ValidatorAnswer } from "./ask-validators.js";
import type { MarketPlan } from "./market-plan.js";

export interface MarketOptions {
  readonly requestTimeoutMs: number;
  readonly firstTokenTimeoutMs: number;
  readonly maxAttempts: number;
}

export interface MarketModules extends RecordModules {
  readonly subnet: Subnet;
  /** The one of all requests: a key's limits hold whatever it asks for. */
  readonly limiter: Limiter;
}

export interface MarketCall<Answer> {
  readonly requestId: string;
  readonly key: ApiKey;
  /** As the client names it; undefined for whatever there is. */
  readonly model: string | undefined;
  readonly send: Send<Answer>;
  /** What of the answer is counted. */
  readonly usageOf?: (answer: Answer) => TextUsage;
  /** Aborted when the client has gone or the gateway stops. */
  readonly signal: AbortSignal;
}

/** One market besides text. */
export interface Market {
  readonly plan: MarketPlan;
  /** The validators of its subnet. */
  readonly pool: ValidatorPool;
  /** Takes a request from admission to the usage row. @throws every code of a request that `errors.ts` lists. */
  ask<Answer>(call: MarketCall<Answer>): Promise<ValidatorAnswer<Answer>>;
  /** Resolves once all that has been recorded is in the database. */
  settled(): Promise<void>;
}

export function createMarket(plan: MarketPlan, options: MarketOptions, modules: MarketModules): Market {
  const writes = new Set<Promise<unknown>>();
  const onFailure = (requestId: string) => (hotkey: string, error: unknown) => {
    modules.metrics.validatorFailures.inc();
    modules.logger.warn("validator failed to answer", { hotkey, requestId, commodity: plan.commodity, error });
  };
  return {
    plan,
    pool: modules.subnet.pool,
    async ask({ requestId, key, model = plan.model, send, usageOf, signal: clientSignal }) {
      checkModel(model, [plan.model]);
      const leave = modules.limiter.enter(key.id);
      const record = createRecord({ requestId, keyId: key.id, model }, modules, writes);
      const deadline = startDeadline(options.requestTimeoutMs);
      const signal = AbortSignal.any([clientSignal, deadline.signal]);
      const end = (error?: unknown) => {
        deadline.clear();
        leave();
        record.finish(error);
      };
      try {
        const limits = { timeoutMs: options.requestTimeoutMs, signal, onFailure: onFailure(requestId) };
        const asked = { ...options, netuid: plan.netuid, ...limits };
        const found = await askValidators(await modules.subnet.choose(), send, asked);
        record.answeredBy(found.validatorHotkey);
        const { provenance } = found;
        record.note({ tokens: [], finishReason: "stop", usage: usageOf?.(found.answer), provenance });
        end();
        return found;
      } catch (error) {
        end(error);
        throw error;
      }
    },
    settled: async () => void (await Promise.allSettled(writes)),
  };
}
