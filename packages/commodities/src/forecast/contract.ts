import { type ForecastAnswer, type ForecastRequest, protocolError } from "@taostack/protocol";

/** What a miner accepts. Larger is refused before anything is computed. */
export interface ForecastLimits {
  readonly maxSeries: number;
  /** Values of one series. */
  readonly maxValues: number;
  readonly minValues: number;
  readonly maxHorizons: number;
  /** Steps ahead. */
  readonly maxHorizon: number;
  readonly maxLevels: number;
  readonly maxPaths: number;
  /** Numbers of one answer, all series together. */
  readonly maxAnswerNumbers: number;
  /** Answers that wait to be revealed; for `serveForecast`. */
  readonly maxPending: number;
  /** The same for one caller. */
  readonly maxPendingPerPeer: number;
}

export const defaultForecastLimits: ForecastLimits = {
  maxSeries: 16,
  maxValues: 4096,
  minValues: 8,
  maxHorizons: 64,
  maxHorizon: 1024,
  maxLevels: 99,
  maxPaths: 1000,
  maxAnswerNumbers: 200_000,
  maxPending: 1024,
  maxPendingPerPeer: 64,
};

/** Refuses in three parts: which field, what it holds, what to do. */
function refuse(field: string, value: unknown, remedy: string): never {
  const shown = String(value).slice(0, 48);
  throw protocolError("protocol/invalid_argument", `${field} is ${shown === "" ? "empty" : shown}. ${remedy}`, {
    remedy,
  });
}

const isAscending = (values: readonly number[]): boolean => values.every((v, i) => i === 0 || v > values[i - 1]!);
const isCount = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

/**
 * Returns the request if a miner has to serve it.
 * @throws `protocol/invalid_argument`, in words for the caller.
 */
export function checkForecastRequest(
  request: ForecastRequest,
  limits: ForecastLimits = defaultForecastLimits,
): ForecastRequest {
  const { requestId, series, horizons, levels, paths } = request;
  if (requestId === "" || requestId.length > 128) refuse("request_id", requestId, "Give 1 to 128 characters.");
  if (!isCount(series.length, 1, limits.maxSeries)) {
    refuse("series", `${series.length} series`, `Give 1 to ${limits.maxSeries}.`);
  }
  for (const [index, one] of series.entries()) checkSeries(one, `series[${index}]`, limits);
  const assets = series.map(({ asset }) => asset);
  if (new Set(assets).size < assets.length) refuse("series.asset", assets.join(","), "Name each asset once.");
  checkHorizons(horizons, limits);
  checkForm(levels, paths, limits);
  const numbers = series.length * horizons.length * Math.max(levels.length, paths);
  if (numbers > limits.maxAnswerNumbers) {
    refuse("series × horizons × paths", numbers, `Ask for at most ${limits.maxAnswerNumbers} numbers at once.`);
  }
  return request;
}

function checkSeries(series: ForecastRequest["series"][number], at: string, limits: ForecastLimits): void {
  const { asset, stepSeconds, timestamps, values } = series;
  if (asset === "" || asset.length > 32) refuse(`${at}.asset`, asset, "Give 1 to 32 characters.");
  if (!isCount(stepSeconds, 1, 31_536_000)) refuse(`${at}.step_seconds`, stepSeconds, "Give 1 to 31536000.");
  if (!isCount(values.length, limits.minValues, limits.maxValues)) {
    refuse(`${at}.values`, `${values.length} values`, `Give ${limits.minValues} to ${limits.maxValues}.`);
  }
  if (timestamps.length !== values.length) {
    refuse(`${at}.timestamps`, `${timestamps.length} for ${values.length} values`, "Give one for each value.");
  }
  const bad = values.findIndex((value) => !(value >= 1e-12 && value <= 1e15));
  if (bad >= 0) refuse(`${at}.values[${bad}]`, values[bad], "Give finite values above 0, from 1e-12 to 1e15.");
  const off = timestamps.findIndex((time, i) =>
    i === 0 ? !(time >= 0 && time < 1e11) : Math.abs(time - timestamps[i - 1]! - stepSeconds) > 1e-3,
  );
  if (off >= 0) {
    refuse(`${at}.timestamps[${off}]`, timestamps[off], `Give seconds since 1970, ${stepSeconds} apart, with no gap.`);
  }
}

function checkHorizons(horizons: readonly number[], limits: ForecastLimits): void {
  if (!isCount(horizons.length, 1, limits.maxHorizons)) {
    refuse("horizons", `${horizons.length} horizons`, `Give 1 to ${limits.maxHorizons}.`);
  }
  const bad = horizons.findIndex((horizon) => !isCount(horizon, 1, limits.maxHorizon));
  if (bad >= 0) refuse(`horizons[${bad}]`, horizons[bad], `Give whole steps from 1 to ${limits.maxHorizon}.`);
  if (!isAscending(horizons)) refuse("horizons", horizons.join(","), "Give them ascending, each once.");
}

function checkForm(levels: readonly number[], paths: number, limits: ForecastLimits): void {
  if (levels.length > 0 && paths > 0) refuse("paths", paths, "Ask for levels or for paths, not for both.");
  if (levels.length === 0) {
    if (!isCount(paths, 2, limits.maxPaths)) refuse("paths", paths, `Give levels, or 2 to ${limits.maxPaths} paths.`);
    return;
  }
  if (!isCount(levels.length, 3, limits.maxLevels)) {
    refuse("levels", `${levels.length} levels`, `Give 3 to ${limits.maxLevels}.`);
  }
  const bad = levels.findIndex((level) => !(level > 0 && level < 1));
  if (bad >= 0) refuse(`levels[${bad}]`, levels[bad], "Give probabilities above 0 and below 1.");
  if (!isAscending(levels)) refuse("levels", levels.join(","), "Give them ascending, each once.");
}

/**
 * Returns the answer if it has the form that the request asks for.
 * @throws `protocol/invalid_argument`, naming the field.
 */
export function checkForecastAnswer(request: ForecastRequest, answer: ForecastAnswer): ForecastAnswer {
  const { series, horizons, levels, paths } = request;
  if (answer.forecasts.length !== series.length) {
    refuse("forecasts", `${answer.forecasts.length} forecasts`, `Give one for each of the ${series.length} series.`);
  }
  for (const [index, forecast] of answer.forecasts.entries()) {
    const at = `forecasts[${index}]`;
    if (forecast.asset !== series[index]!.asset) {
      refuse(`${at}.asset`, forecast.asset, `It has to be ${series[index]!.asset}: keep the order of the request.`);
    }
    const wanted = levels.length > 0 ? horizons.length : 0;
    if (forecast.quantiles.length !== wanted) {
      refuse(`${at}.quantiles`, `${forecast.quantiles.length} entries`, `Give ${wanted}: one for each horizon asked.`);
    }
    if (forecast.paths.length !== paths) refuse(`${at}.paths`, `${forecast.paths.length} paths`, `Give ${paths}.`);
    for (const [i, { horizon, values }] of forecast.quantiles.entries()) {
      const where = `${at}.quantiles[${i}]`;
      if (horizon !== horizons[i]) refuse(`${where}.horizon`, horizon, `It has to be ${horizons[i]}.`);
      checkValues(values, levels.length, `${where}.values`);
      const down = values.findIndex((value, k) => k > 0 && value < values[k - 1]!);
      if (down >= 0) refuse(`${where}.values[${down}]`, values[down], "Quantiles must not fall as levels rise.");
    }
    for (const [i, path] of forecast.paths.entries()) checkValues(path.values, horizons.length, `${at}.paths[${i}]`);
  }
  return answer;
}

function checkValues(values: readonly number[], count: number, at: string): void {
  if (values.length !== count) refuse(at, `${values.length} values`, `Give ${count}.`);
  const bad = values.findIndex((value) => !(value >= 1e-15 && value <= 1e18));
  if (bad >= 0) refuse(`${at}[${bad}]`, values[bad], "Give finite values above 0.");
}
