import { randomBytes } from "node:crypto";
import { isInferenceError } from "@taostack/inference";
import {
  type ForecastRequest,
  ForecastService,
  implementService,
  protocolError,
  type ServiceImplementation,
} from "@taostack/protocol";
import { commitmentHash, SALT_BYTES } from "./commitment.js";
import { checkForecastRequest, defaultForecastLimits, type ForecastLimits } from "./contract.js";
import type { Forecaster } from "./forecaster.js";
import { PendingAnswers } from "./pending-answers.js";

export interface ServeForecastOptions {
  /** The miner's own ss58. Given, commitments in another's name are refused. */
  readonly hotkey?: string;
}

/**
 * The miner's side of forecasts: answers at once, or commits first and reveals when the same caller asks. When to ask is the caller's
 * affair; it takes no answer that came late.
 */
export function serveForecast(
  forecaster: Forecaster,
  limits: Partial<ForecastLimits> = {},
  { hotkey }: ServeForecastOptions = {},
): ServiceImplementation {
  const all = { ...defaultForecastLimits, ...limits };
  const pending = new PendingAnswers(all);
  const answerTo = async (request: ForecastRequest, signal: AbortSignal) => {
    try {
      return await forecaster.forecast(checkForecastRequest(request, all), { signal });
    } catch (error) {
      throw signal.aborted ? error : toProtocolError(error);
    }
  };
  return implementService(ForecastService, {
    predict: (request, { signal }) => answerTo(request, signal),
    async commit(request, { signal, peer }) {
      const { requestId, minerHotkey } = request;
      if (minerHotkey === "" || (hotkey !== undefined && minerHotkey !== hotkey)) {
        throw protocolError("protocol/invalid_argument", `miner_hotkey is "${minerHotkey.slice(0, 64)}".`, {
          remedy: "Give the ss58 of the miner that is asked.",
        });
      }
      const refuseTwice = () => {
        if (!pending.has(peer.hotkey, requestId)) return;
        throw protocolError("protocol/failed_precondition", "This request has a commitment already.", {
          remedy: "Give each request an id of its own.",
        });
      };
      refuseTwice();
      const answer = await answerTo(request, signal);
      refuseTwice(); // two calls with one id may have run at once
      const salt = randomBytes(SALT_BYTES);
      pending.add(requestId, { peer: peer.hotkey, salt, answer });
      return { requestId, hash: commitmentHash({ requestId, hotkey: minerHotkey, salt, answer }) };
    },
    async reveal({ requestId }, { peer }) {
      const found = pending.get(peer.hotkey, requestId);
      if (!found) throw protocolError("protocol/not_found", "No forecast of yours with this id waits here.");
      return { requestId, salt: found.salt, answer: found.answer };
    },
  });
}

/** What a caller may know about a model's trouble. Anything else is the server's own affair. */
function toProtocolError(error: unknown): unknown {
  if (isInferenceError(error, "inference/overloaded")) {
    return protocolError("protocol/resource_exhausted", "The miner is busy.", { cause: error });
  }
  if (isInferenceError(error, "inference/disposed") || isInferenceError(error, "inference/engine_failed")) {
    return protocolError("protocol/unavailable", "The miner's model is not running.", { cause: error });
  }
  return error;
}
