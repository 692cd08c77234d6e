import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { formatAmount } from "../src/view/amounts.js";
import { bar, duration, fit, grouped, plainText, sparkline, table } from "../src/view/format.js";
import { showLiveView } from "../src/view/live-view.js";
import { type Page, renderPage } from "../src/view/render.js";
import type { NetworkSnapshot, NeuronLine } from "../src/view/snapshot.js";

const neuron = (uid: number, name: string, role: NeuronLine["role"], share: number): NeuronLine => ({
  uid,
  name,
  role,
  state: "ready",
  note: role === "miner" ? "full precision" : "",
  incentive: role === "miner" ? share : 0,
  dividends: role === "validator" ? share : 0,
  stake: 202_050_000_000n,
  history: [0, share / 2, share],
});

const snapshot: NetworkSnapshot = {
  block: 1284,
  blockTimeMs: 250,
  epochInBlocks: 24,
  chainUrl: "ws://127.0.0.1:9944",
  gatewayUrl: "http://127.0.0.1:8080",
  explorerUrl: "http://127.0.0.1:8080",
  apiKey: "sk-tao-62a6ae443ed0-qm432cZ1MkV5KyS94aCV6K8OjZ4hRbPy9xFv9A4xxrg",
  answersPerMinute: 4,
  p50Ms: 84,
  subnets: [
    {
      netuid: 2,
      name: "text",
      priceRao: 1_932_500_000n,
      neurons: [
        neuron(0, "owner", "owner", 0),
        neuron(1, "validator-1", "validator", 1),
        { ...neuron(2, "miner-1", "miner", 0.75), state: "restarting" },
        neuron(3, "miner-2", "miner", 0.25),
      ],
    },
    {
      netuid: 3,
      name: "vision",
      priceRao: 25_000_000n,
      neurons: [neuron(0, "owner", "owner", 0), neuron(1, "vision-1", "miner", 0.5)],
    },
  ],
  events: Array.from({ length: 60 }, (_, index) => ({
    at: new Date(2026, 0, 1, 12, 0, index),
    source: "answer",
    text: `number ${index}`,
  })),
};

const page = (name: Page, columns: number, rows: number) =>
  renderPage(name, snapshot, { columns, rows, command: "tao", subnet: 0 }).map(({ text }) => text);

describe("the live view", () => {
  const sizes = [
    [80, 24],
    [140, 40],
    [60, 12],
    [20, 3],
    [80, 1],
  ] as const;
  const pages = ["overview", "miners", "log", "help"] as const;

  it.each(sizes.flatMap(([columns, rows]) => pages.map((name) => [name, columns, rows] as const)))(
    "fills %s at %i × %i exactly",
    (name, columns, rows) => {
      const lines = page(name, columns, rows);
      expect(lines).toHaveLength(rows);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(lines.at(-1)).toBe(fit("  q quit   o overview   m miners   l log   ? help", columns));
    },
  );

  it("shows everything that matters at 80 × 24", () => {
    const text = page("overview", 80, 24).join("\n");
    expect(text).toMatch(/^taostack {2}local network +block 1,284 · 0\.25 s · epoch in 24\n/);
    expect(text).toContain(snapshot.apiKey);
    expect(text).toContain("answers    4 a minute   p50 84 ms");
    expect(text).toMatch(/2 text +τ 1\.9325 +2 of 3 +miner-1 +0\.750 {2}██████/);
    expect(text).toMatch(/3 vision +τ 0\.0250 +1 of 1 +vision-1 +0\.500 {2}████/);
    expect(text, "the newest events").toContain("12:00:59  answer      number 59");
    expect(text).not.toContain("…");
  });

  it("shows the neurons of one subnet after the other", () => {
    const text = page("miners", 80, 24).join("\n");
    expect(text).toContain("subnet 2 text   price τ 1.9325");
    expect(text).toMatch(/2 {2}miner-1 +restarting +202\.05 +0\.750 {2}██████ +full precision/);
    expect(text).toMatch(/1 {2}validator-1 +ready +202\.05 +1\.000 {2}████████/);
    expect(text).not.toContain("…");
    const next = renderPage("miners", snapshot, { columns: 80, rows: 24, command: "tao", subnet: 3 });
    expect(next.map((line) => line.text).join("\n")).toMatch(/1 {2}vision-1 +ready/);
  });

  it("shows the epochs where there is room, and warns of a miner that is down", () => {
    expect(page("overview", 140, 40).join("\n")).toContain("▁▄█");
    const lines = renderPage("miners", snapshot, { columns: 80, rows: 24, command: "tao", subnet: 0 });
    expect(lines.filter(({ tone }) => tone === "warning").map(({ text }) => text)).toEqual([
      expect.stringContaining("miner-1"),
    ]);
  });

  it("keeps the newest of the log", () => {
    const lines = page("log", 80, 24);
    expect(lines.filter((line) => line.includes("number"))).toHaveLength(20);
    expect(lines[21]).toContain("number 59");
  });
});

/** Both ends of a terminal, without one. */
function terminal(columns: number, rows: number) {
  let drawn = "";
  const raw: boolean[] = [];
  const output = Object.assign(new PassThrough(), { columns, rows });
  output.on("data", (chunk: Buffer) => {
    drawn += chunk.toString("utf8");
  });
  const input = new PassThrough();
  Object.assign(input, {
    setRawMode: (mode: boolean) => {
      raw.push(mode);
      return input;
    },
  });
  const take = () => {
    const text = drawn;
    drawn = "";
    return text;
  };
  return {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    raw,
    take,
    press: (keys: string) => void input.emit("data", keys),
  };
}

describe("the terminal", () => {
  it("is taken over, drawn on by keys and by its size, and given back", async () => {
    const { input, output, raw, take, press } = terminal(80, 24);
    let quits = 0;
    const modules = { input, output, command: "tao", colour: false, snapshot: () => snapshot };
    const view = showLiveView({ ...modules, onQuit: () => (quits += 1) });
    expect(take().startsWith("\u001b[?1049h\u001b[?25l\u001b[Htaostack")).toBe(true);
    press("?");
    expect(take()).toContain("Kill a miner");
    press("l");
    expect(take()).toContain("number 40");
    press("x");
    expect(take(), "an unknown key changes nothing").toBe("");
    press("lo");
    expect(take()).toContain("3 vision");
    press("m");
    expect(take()).toContain("validator-1");
    press("m");
    expect(take()).toContain("subnet 3 vision");
    Object.assign(output, { columns: 40, rows: 10 });
    output.emit("resize");
    expect(take().split("\r\n")).toHaveLength(10);
    press("q");
    press("\u0003");
    expect(quits).toBe(2);
    take();
    await view.stop();
    await view.stop();
    expect(take()).toBe("\u001b[?25h\u001b[?1049l");
    expect(raw).toEqual([true, false]);
    expect([output.listenerCount("resize"), input.listenerCount("data")]).toEqual([0, 0]);
  });

  it("has colour only where it is wanted", async () => {
    for (const colour of [true, false]) {
      const { input, output, take } = terminal(80, 24);
      const view = showLiveView({
        input,
        output,
        command: "tao",
        colour,
        snapshot: () => snapshot,
        onQuit: () => undefined,
      });
      expect(take().includes("\u001b[1mtaostack")).toBe(colour);
      await view.stop();
    }
  });
});

describe("text for a terminal", () => {
  it("draws bars and sparklines within their bounds", () => {
    expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(7, 4), bar(-1, 4), bar(0.03, 4)]).toEqual([
      "",
      "██",
      "████",
      "████",
      "",
      "▏",
    ]);
    expect(sparkline([0, 1, 2, 4], 3)).toBe("▂▄█");
    expect(sparkline([], 3)).toBe("");
    expect(sparkline([0, 0], 3)).toBe("▁▁");
  });

  it("writes times and numbers as people do", () => {
    expect([duration(84.4), duration(250), duration(12_340)]).toEqual(["84 ms", "0.25 s", "12 s"]);
    expect(grouped(1284)).toBe("1,284");
    expect([fit("abc", 3), fit("abcd", 3), fit("abcd", 0)]).toEqual(["abc", "ab…", "…"]);
  });

  it("gives small amounts more decimals, never rounds up, and gives all on demand", () => {
    const shown = [0n, 1n, 1_234_567n, 999_999_999n, 1_999_999_999n, 1_204_339_999_999n].map((rao) =>
      formatAmount(rao),
    );
    expect(shown).toEqual(["τ 0.0000", "τ 0.000000001", "τ 0.001234", "τ 0.999999", "τ 1.9999", "τ 1,204.33"]);
    expect(formatAmount(1_204_339_999_999n, { exact: true, symbol: "α" })).toBe("α 1,204.339999999");
  });

  it("aligns columns by characters, and leaves out optional ones where there is no room", () => {
    const columns = [
      { head: "n", align: "right" },
      { head: "name" },
      { head: "more", optional: true },
      { head: "z" },
    ] as const;
    const rows = [
      ["1", "e\u0301cole", "m", "z"],
      ["22", "𐤀", "m", "z"],
    ];
    expect(table(columns, rows)).toEqual([" n  name   more  z", " 1  e\u0301cole  m     z", "22  𐤀      m     z"]);
    expect(table(columns, rows, 14)).toEqual([" n  name   z", " 1  e\u0301cole  z", "22  𐤀      z"]);
    expect(table(columns, rows, 2)[0], "what is not optional stays").toBe(" n  name   z");
  });

  it("drops what could steer a terminal, and keeps every script", () => {
    expect(plainText("a\u001b[31mb\u0007\u009b\u202e\u200b")).toBe("a[31mb");
    expect(plainText("τ α ש 日本 e\u0301 🙂\n\t")).toBe("τ α ש 日本 e\u0301 🙂\n\t");
    expect(table([{ head: "x" }], [["one\ntwo"]])[1]).toBe("one two");
  });
});
