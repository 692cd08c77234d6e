import { CHEAT_SHARE, LEAST_TAU, type MarketResult, type MinerResult, type ValidatorResult } from "./result.js";

/** A market's result as two tables of Markdown and a verdict. */
export function reportOf(result: MarketResult): string {
  const { commodity, epochs, challengesPerEpoch, tau, worstCheat, passed } = result;
  return [
    `## ${commodity}`,
    `${epochs} epochs, ${challengesPerEpoch} challenges of each validator in each. Quality: ${result.measure}.`,
    tableOf(
      [
        "miner",
        "",
        "true quality",
        "time",
        "score",
        "incentive, second half",
        "in the last epoch",
        "pay",
        "pay ÷ weakest honest",
      ],
      result.miners.map(minerRow),
    ),
    tableOf(["validator", "stake", "trust", "dividends per stake"], result.validators.map(validatorRow)),
    `Kendall's τ of quality and incentive: ${tau.incentive.toFixed(3)} (in the last epoch alone: ${tau.lastIncentive.toFixed(3)}), ${LEAST_TAU} wanted. ` +
      `Best paid cheat: ${worstCheat.toFixed(3)} of the weakest honest miner, less than ${CHEAT_SHARE} wanted. ` +
      `${passed ? "Passed." : "FAILED."}`,
  ].join("\n\n");
}

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;

const minerRow = ({ name, kind, quality, score, incentive, lastIncentive, pay, payRatio }: MinerResult): string[] => [
  name,
  kind,
  quality?.measure.toFixed(3) ?? "",
  quality === undefined || quality.ms === 0 ? "" : `${quality.ms.toFixed(quality.ms < 10 ? 1 : 0)} ms`,
  score.toFixed(4),
  percent(incentive),
  percent(lastIncentive),
  percent(pay),
  payRatio?.toFixed(3) ?? "",
];

const validatorRow = ({ name, stake, trust, yield: dividends }: ValidatorResult): string[] => [
  name,
  percent(stake),
  trust.toFixed(3),
  dividends.toFixed(3),
];

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
