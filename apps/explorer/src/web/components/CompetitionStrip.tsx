import type { Miner } from "../api/types.js";
import { duration, score, shortAddress } from "../format.js";

interface CompetitionStripProps {
  readonly miners: readonly Miner[];
  readonly winnerHotkey: string | null | undefined;
}

const outcomes: Readonly<Record<string, string>> = {
  won: "won",
  lost: "lost",
  failed: "failed",
  timed_out: "too late",
};

/** Who competed for one answer: for each miner asked the wait for its first token, then its answer, on one scale of time. */
export function CompetitionStrip({ miners, winnerHotkey }: CompetitionStripProps) {
  if (miners.length === 0) return <p className="muted">The validator named no miners.</p>;
  const longestMs = Math.max(1, ...miners.map(({ totalMs }) => totalMs));
  return (
    <table className="strip">
      <caption className="visually-hidden">Miners asked, best first</caption>
      <thead>
        <tr>
          <th scope="col">Miner</th>
          <th scope="col" className="strip-time">
            Wait, then answer
          </th>
          <th scope="col" className="number">
            Time
          </th>
          <th scope="col" className="number">
            Score
          </th>
          <th scope="col">
            <span className="visually-hidden">Outcome</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...miners]
          .sort((a, b) => b.score - a.score || a.totalMs - b.totalMs)
          .map((miner) => (
            <StripRow key={miner.hotkey} miner={miner} longestMs={longestMs} won={miner.hotkey === winnerHotkey} />
          ))}
      </tbody>
    </table>
  );
}

function StripRow({
  miner,
  longestMs,
  won,
}: {
  readonly miner: Miner;
  readonly longestMs: number;
  readonly won: boolean;
}) {
  const { uid, hotkey, firstTokenMs, totalMs, outcome, detail } = miner;
  const began = firstTokenMs > 0;
  const title = began
    ? `first token ${duration(firstTokenMs)}, end ${duration(totalMs)}`
    : `no token in ${duration(totalMs)}`;
  const at = (ms: number) => `${(ms / longestMs) * 100}%`;
  return (
    <tr className={won ? "won" : outcome === "lost" ? undefined : "stopped"} title={detail || undefined}>
      <th scope="row">
        <span className="netuid">{uid}</span> {shortAddress(hotkey)}
      </th>
      <td className="strip-time" title={title}>
        <span className="strip-track">
          <span className="strip-wait" style={{ width: at(began ? firstTokenMs : totalMs) }} />
          {began && (
            <span className="strip-answer" style={{ left: at(firstTokenMs), width: at(totalMs - firstTokenMs) }} />
          )}
        </span>
        <span className="visually-hidden">{title}</span>
      </td>
      <td className="number">{duration(totalMs)}</td>
      <td className="number">{score(miner.score)}</td>
      <td>{outcomes[outcome] ?? outcome}</td>
    </tr>
  );
}
