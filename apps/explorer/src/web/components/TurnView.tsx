import { duration, shortAddress } from "../format.js";
import type { Turn } from "../use-playground.js";
import { CompetitionStrip } from "./CompetitionStrip.js";
import { ErrorNote } from "./ErrorNote.js";

/** A question, its answer, and the competition for it. */
export function TurnView({ turn }: { readonly turn: Turn }) {
  const { question, answer, state, error, competition } = turn;
  return (
    <article className="turn">
      <p className="question">{question}</p>
      {state === "waiting" ? (
        <p className="answer muted waiting">Miners are competing</p>
      ) : (
        <p className={`answer ${state}`}>{answer}</p>
      )}
      {state === "failed" && <ErrorNote what="The question got no full answer" error={error} />}
      {state === "stopped" && <p className="muted">Stopped. The competition is known only for whole answers.</p>}
      {competition && (
        <>
          <CompetitionStrip miners={competition.miners} winnerHotkey={competition.winnerHotkey} />
          <p className="muted turn-foot" title={`validator ${competition.validatorHotkey}`}>
            {footnote(turn, competition.validatorHotkey)}
          </p>
        </>
      )}
    </article>
  );
}

function footnote({ firstTokenMs, totalMs, completionTokens, finishReason }: Turn, validator: string): string {
  const facts = [
    completionTokens !== undefined && `${completionTokens} tokens`,
    firstTokenMs !== undefined && `first after ${duration(firstTokenMs)}`,
    totalMs !== undefined && `done in ${duration(totalMs)}`,
    finishReason === "length" && "cut at the limit",
    `judged by ${shortAddress(validator)}`,
  ];
  return facts.filter(Boolean).join(" · ");
}
