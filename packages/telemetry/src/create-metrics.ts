import { CodedError } from "@taostack/primitives";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { watchProcess } from "./watch-process.js";

export type MetricErrorData = { readonly code: "telemetry/metric_name"; readonly metric: string };

export interface MetricOptions<L extends string> {
  /** Without the prefix, with the unit: `requests_total`, `answer_seconds`, `queue_bytes`. */
  readonly name: string;
  readonly help: string;
  /** Names of labels. Their values must come from a small fixed set: never an address, a key or a peer's text. */
  readonly labels?: readonly L[];
}

export interface HistogramOptions<L extends string> extends MetricOptions<L> {
  /** Upper bounds, ascending, in the unit of the name. Default: 5 ms to 60 s, each about twice the last. */
  readonly buckets?: readonly number[];
}

export type Labels<L extends string> = Readonly<Record<L, string | number>>;
type LabelArgument<L extends string> = [L] extends [never] ? [] : [labels: Labels<L>];

export interface CounterMetric<L extends string> {
  inc(...labels: LabelArgument<L>): void;
  add(amount: number, ...labels: LabelArgument<L>): void;
}
export interface GaugeMetric<L extends string> {
  set(value: number, ...labels: LabelArgument<L>): void;
  /** Asks `read` for the value at each scrape instead. */
  setBy(read: () => number, ...labels: LabelArgument<L>): void;
}
export interface HistogramMetric<L extends string> {
  observe(value: number, ...labels: LabelArgument<L>): void;
}

/** One service's metrics, in a registry of their own: services in one process do not mix. */
export interface Metrics {
  counter<const L extends string = never>(options: MetricOptions<L>): CounterMetric<L>;
  gauge<const L extends string = never>(options: MetricOptions<L>): GaugeMetric<L>;
  histogram<const L extends string = never>(options: HistogramOptions<L>): HistogramMetric<L>;
  readonly contentType: string;
  /** Prometheus text of all of them. */
  render(): Promise<string>;
  stop(): void;
}

export interface MetricsOptions {
  /** Before each name, with an underscore at its end: `taostack_gateway_`. */
  readonly prefix: string;
}

const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Counters end in `_total`, gauges and histograms do not; nothing is named in milliseconds.
 * Event-loop delay and memory of the process are always among them.
 * @throws `telemetry/metric_name` for a name that breaks these rules or is taken.
 */
export function createMetrics({ prefix }: MetricsOptions): Metrics {
  const registry = new Registry();
  const checked = (name: string, isCounter: boolean): string => {
    const full = prefix + name;
    const wrong = name.endsWith("_total") !== isCounter || /_(ms|millis|milliseconds)(_total)?$/.test(name);
    if (wrong || !/^[a-z][a-z0-9_]*$/.test(full) || registry.getSingleMetric(full)) throw nameError(full);
    return full;
  };
  const common = (options: MetricOptions<string>, isCounter: boolean) => ({
    name: checked(options.name, isCounter),
    help: options.help,
    labelNames: [...(options.labels ?? [])],
    registers: [registry],
  });
  const metrics: Omit<Metrics, "stop"> = {
    counter: (options) => {
      const metric = new Counter(common(options, true));
      return {
        inc: (...[labels]) => metric.inc(labels ?? {}, 1),
        add: (amount, ...[labels]) => metric.inc(labels ?? {}, amount),
      };
    },
    gauge: (options) => {
      const reads: (() => void)[] = [];
      const metric = new Gauge({ ...common(options, false), collect: () => reads.forEach((read) => void read()) });
      return {
        set: (value, ...[labels]) => metric.set(labels ?? {}, value),
        setBy: (read, ...[labels]) => void reads.push(() => metric.set(labels ?? {}, read())),
      };
    },
    histogram: (options) => {
      const buckets = [...(options.buckets ?? defaultBuckets)];
      const metric = new Histogram({ ...common(options, false), buckets });
      return { observe: (value, ...[labels]) => metric.observe(labels ?? {}, value) };
    },
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
  return { ...metrics, stop: watchProcess(metrics) };
}

const nameError = (metric: string): CodedError<MetricErrorData> =>
  new CodedError({ code: "telemetry/metric_name", metric }, `"${metric}" cannot name a metric.`, {
    remedy: "Use lower case, a name of its own, _seconds or _bytes for units, and _total for counters only.",
  });
