import { isCodedError } from "@taostack/primitives";
import { afterEach, describe, expect, it } from "vitest";
import { checkHealth, createMetrics, type Metrics, startMetricsServer } from "../src/index.js";

const open: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop();
});
const create = (): Metrics => {
  const metrics = createMetrics({ prefix: "test_" });
  open.push(metrics);
  return metrics;
};

describe("createMetrics", () => {
  it("renders counters, gauges and histograms under the prefix", async () => {
    const metrics = create();
    const requests = metrics.counter({ name: "requests_total", help: "h", labels: ["outcome"] });
    requests.inc({ outcome: "won" });
    requests.add(2, { outcome: "won" });
    metrics.counter({ name: "plain_total", help: "h" }).inc();
    metrics.gauge({ name: "block", help: "h" }).setBy(() => 1284);
    metrics.histogram({ name: "answer_seconds", help: "h", buckets: [1, 2] }).observe(1.5);
    const text = await metrics.render();
    expect(text).toContain('test_requests_total{outcome="won"} 3');
    expect(text).toContain("test_plain_total 1");
    expect(text).toContain("test_block 1284");
    expect(text).toContain('test_answer_seconds_bucket{le="2"} 1');
    expect(text).toMatch(/test_event_loop_delay_seconds\{quantile="0.99"\} \d/);
    expect(text).not.toContain("NaN");
  });

  it("keeps registries apart", async () => {
    create().counter({ name: "a_total", help: "h" }).inc();
    expect(await create().render()).not.toContain("test_a_total");
  });

  it.each(["requests", "latency_ms_total", "Bad_total", ""])("refuses the counter name %j", (name) => {
    const metrics = create();
    let caught: unknown;
    try {
      metrics.counter({ name, help: "h" });
    } catch (error) {
      caught = error;
    }
    expect(isCodedError(caught, "telemetry/metric_name")).toBe(true);
  });

  it("refuses a gauge called _total, and a name twice", () => {
    const metrics = create();
    expect(() => metrics.gauge({ name: "x_total", help: "h" })).toThrow();
    metrics.gauge({ name: "x", help: "h" });
    expect(() => metrics.gauge({ name: "x", help: "h" })).toThrow();
  });
});

describe("startMetricsServer", () => {
  it("serves metrics and health, follows the checks, and closes", async () => {
    let ready = false;
    const server = await startMetricsServer({
      port: 0,
      metrics: create(),
      health: { ready: () => ({ ok: ready, detail: { block: 3 } }) },
    });
    const get = async (path: string) => {
      const response = await fetch(server.url + path);
      return { status: response.status, body: await response.text() };
    };
    expect((await get("/metrics")).body).toContain("test_resident_memory_bytes");
    expect(await get("/healthz")).toEqual({ status: 200, body: '{"ok":true}' });
    expect(await get("/readyz")).toEqual({ status: 503, body: '{"ok":false,"block":3}' });
    ready = true;
    expect((await get("/readyz?x")).status).toBe(200);
    expect((await get("/else")).status).toBe(404);
    await server.stop();
    await server.stop();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it("says which port is taken", async () => {
    const metrics = create();
    const first = await startMetricsServer({ port: 0, metrics });
    open.push(first);
    const second = startMetricsServer({ port: first.port, metrics });
    await expect(second).rejects.toMatchObject({ data: { code: "telemetry/port_in_use", port: first.port } });
  });

  it("counts a check that throws as not ok", async () => {
    const thrown = () => {
      throw new Error("no");
    };
    expect((await checkHealth(thrown)).ok).toBe(false);
    expect((await checkHealth(undefined)).ok).toBe(true);
  });
});
