import type { OnnxModelCard } from "@taostack/inference";
import { CodedError } from "@taostack/primitives";

/** What a forecast model's manifest says of its tensors. */
export interface ForecastModelSettings {
  /** Name of the input: changes of the logarithm, in units of the recent deviation. */
  readonly input: string;
  /** Name of the output: quantiles in units of the random walk's deviation, `[horizons, levels]`. */
  readonly output: string;
  /** Steps that it sees. */
  readonly history: number;
  /** Steps of the recent deviation. */
  readonly recent: number;
  readonly horizons: readonly number[];
  readonly levels: readonly number[];
}

export interface ForecastModelErrorData {
  readonly code: "commodities/bad_forecast_model";
  readonly model: string;
  readonly field: string;
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;
const isAscending = (value: unknown, low: number, high: number): boolean =>
  Array.isArray(value) &&
  value.length >= 3 &&
  value.every((one, i) => typeof one === "number" && one > low && one < high && (i === 0 || one > value[i - 1]));

const checks: Readonly<Record<keyof ForecastModelSettings, (value: unknown) => boolean>> = {
  input: (value) => typeof value === "string",
  output: (value) => typeof value === "string",
  history: isCount,
  recent: isCount,
  horizons: (value) => isAscending(value, 0, 1e6),
  levels: (value) => isAscending(value, 0, 1),
};

/** @throws `commodities/bad_forecast_model`, naming the setting. */
export function forecastSettings({ name, task, settings }: OnnxModelCard): ForecastModelSettings {
  const bad =
    task !== "forecast" ? "task" : Object.entries(checks).find(([field, holds]) => !holds(settings[field]))?.[0];
  if (bad === undefined) return settings as unknown as ForecastModelSettings;
  throw new CodedError<ForecastModelErrorData>(
    { code: "commodities/bad_forecast_model", model: name, field: bad },
    `The model "${name}" is none for forecasts: its manifest's "${bad}" is missing or wrong.`,
    { remedy: "See models/forecast/export.py for what the manifest has to say." },
  );
}
