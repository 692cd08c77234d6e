import { invalid, isRecord, readInteger, readModel } from "./read-value.js";

export interface SeriesBody {
  readonly name: string;
  readonly stepSeconds: number;
  /** Seconds since 1970 of the first value. */
  readonly start: number;
  readonly values: readonly number[];
}

export interface ForecastBody {
  readonly model: string | undefined;
  readonly series: readonly SeriesBody[];
  /** Steps ahead. */
  readonly horizons: readonly number[];
  readonly levels: readonly number[];
  readonly paths: number;
}

const HOUR = 3_600;
/** As many horizons as a miner takes: each step up to there. */
const MOST_STEPS = 64;
const usualLevels = [0.1, 0.25, 0.5, 0.75, 0.9];
const MOST_SERIES = 16;

/**
 * Reads the body of `POST /v1/forecasts`. Counts, order and ranges are the validator's to check.
 * @param nowSeconds - Where a series without a `start` ends.
 * @throws `gateway/invalid_request`, naming the parameter.
 */
export function readForecastRequest(body: unknown, nowSeconds: number): ForecastBody {
  if (!isRecord(body)) throw invalid(null, "The body is not a JSON object.");
  const paths = readInteger(body, "paths", { min: 2, max: 1_000 }) ?? 0;
  const levels = body.levels === undefined ? undefined : readNumbers(body.levels, "levels");
  if (levels !== undefined && paths > 0)
    throw invalid("paths", "`paths` and `levels` exclude each other.", "Send one.");
  return {
    model: readModel(body),
    series: readSeries(body.series, nowSeconds),
    horizons: readHorizons(body),
    levels: paths > 0 ? [] : (levels ?? usualLevels),
    paths,
  };
}

/** `[1, 2, …]`, `{"values": […]}`, or a list of such objects. */
function readSeries(value: unknown, nowSeconds: number): SeriesBody[] {
  if (isRecord(value)) return [readOne(value, 0, nowSeconds)];
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid("series", "`series` is no series.", "Give a list of numbers, or of objects with `values`.");
  }
  if (!isRecord(value[0])) return [readOne({ values: value }, 0, nowSeconds)];
  if (value.length > MOST_SERIES)
    throw invalid("series", `There are ${value.length} series.`, `Send ${MOST_SERIES} at most.`);
  return value.map((one: unknown, index) => {
    if (!isRecord(one)) throw invalid(`series[${index}]`, `\`series[${index}]\` is not an object.`);
    return readOne(one, index, nowSeconds);
  });
}

function readOne(one: Record<string, unknown>, index: number, nowSeconds: number): SeriesBody {
  const at = `series[${index}]`;
  const { name = `series-${index + 1}` } = one;
  if (typeof name !== "string") throw invalid(`${at}.name`, `\`${at}.name\` is not text.`);
  const values = readNumbers(one.values, `${at}.values`);
  const stepSeconds = readInteger(one, "step_seconds", { min: 1, max: 31_536_000 }) ?? HOUR;
  const usualStart = Math.max(0, nowSeconds - (values.length - 1) * stepSeconds);
  return { name, stepSeconds, start: readInteger(one, "start", { min: 0, max: 1e10 }) ?? usualStart, values };
}

function readNumbers(value: unknown, param: string): number[] {
  if (!Array.isArray(value)) throw invalid(param, `\`${param}\` is not a list of numbers.`);
  const bad = value.findIndex((number: unknown) => typeof number !== "number");
  if (bad < 0) return value as number[];
  throw invalid(`${param}[${bad}]`, `\`${param}[${bad}]\` is not a number.`, "Fill or leave out what is missing.");
}

function readHorizons(body: Record<string, unknown>): number[] {
  if (body.horizons !== undefined) return readWholeNumbers(body.horizons);
  const steps = readInteger(body, "horizon", { min: 1, max: MOST_STEPS });
  if (steps !== undefined) return Array.from({ length: steps }, (_, index) => index + 1);
  throw invalid(
    "horizon",
    "`horizon` is missing.",
    `Give the steps to forecast, up to ${MOST_STEPS}, or a list of \`horizons\`.`,
  );
}

/** What the wire's u32 cannot hold is refused here; the rest is the validator's affair. */
function readWholeNumbers(value: unknown): number[] {
  const horizons = readNumbers(value, "horizons");
  const bad = horizons.findIndex((one) => !Number.isInteger(one) || one < 0 || one >= 2 ** 32);
  if (bad >= 0) throw invalid(`horizons[${bad}]`, `\`horizons[${bad}]\` is not a whole number of steps.`);
  return horizons;
}
