import type { BacktestReport } from "./report.js";

interface Bar {
  readonly label: string;
  readonly value: number;
  /** Half of the whisker. */
  readonly error?: number;
}

const WIDTH = 560;
const HEIGHT = 260;
const MARGIN = { top: 36, right: 16, bottom: 36, left: 56 };
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark] ?? mark);

/** Skill at each horizon, with standard errors. */
export const skillByHorizonSvg = (report: BacktestReport): string =>
  barsSvg(
    `${report.forecaster}: skill against a random walk, by steps ahead`,
    Object.entries(report.byHorizon).map(([label, { skill, error }]) => ({ label, value: skill, error })),
    0,
  );

export const skillByRegimeSvg = (report: BacktestReport): string =>
  barsSvg(
    `${report.forecaster}: skill against a random walk, by regime`,
    Object.entries(report.byRegime).map(([label, { skill, error }]) => ({ label, value: skill, error })),
    0,
  );

/** Where outcomes fell within the forecasts; the line is what a calibrated forecast has. */
export const pitSvg = (report: BacktestReport): string =>
  barsSvg(
    `${report.forecaster}: outcomes by level of the forecast (PIT)`,
    report.pit.map((value, i) => ({ label: i % 5 === 0 ? `${(i / report.pit.length).toFixed(2)}` : "", value })),
    1 / report.pit.length,
  );

/** A bar chart as the text of an SVG file: no script, no font, readable on light and dark. */
function barsSvg(title: string, bars: readonly Bar[], line: number): string {
  const ends = bars.flatMap(({ value, error = 0 }) => [value - error, value + error]);
  const [low, high] = [Math.min(0, line, ...ends), Math.max(0, line, ...ends)];
  const span = high - low || 1;
  const y = (value: number) => MARGIN.top + ((high - value) / span) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const slot = (WIDTH - MARGIN.left - MARGIN.right) / Math.max(1, bars.length);
  const n = (value: number) => value.toFixed(1);
  const drawn = bars.map(({ label, value, error }, i) => {
    const x = MARGIN.left + i * slot;
    const middle = n(x + slot / 2);
    const whisker = error
      ? `<line x1="${middle}" x2="${middle}" y1="${n(y(value + error))}" y2="${n(y(value - error))}" stroke="#888"/>`
      : "";
    return `<rect x="${n(x + slot * 0.15)}" y="${n(Math.min(y(value), y(0)))}" width="${n(slot * 0.7)}" height="${n(Math.abs(y(value) - y(0)))}" fill="${value >= 0 ? "#2f7de1" : "#c2452d"}"/>${whisker}<text x="${middle}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(label)}</text>`;
  });
  const ticks = [low, (low + high) / 2, high].map(
    (value) =>
      `<text x="${MARGIN.left - 6}" y="${n(y(value) + 4)}" text-anchor="end">${(100 * value).toFixed(1)} %</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" fill="#777" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<text x="${MARGIN.left}" y="20" font-size="13">${escaped(title)}</text>`,
    ...ticks,
    ...drawn,
    `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${n(y(line))}" y2="${n(y(line))}" stroke="#888" stroke-dasharray="4 3"/>`,
    "</svg>",
    "",
  ].join("\n");
}
