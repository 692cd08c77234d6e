import { useAnswers } from "../api/queries.js";
import type { RecentAnswer } from "../api/types.js";
import { age, duration, score, shortAddress } from "../format.js";
import { useNow } from "../use-now.js";
import { CompetitionStrip } from "./CompetitionStrip.js";
import { ErrorNote } from "./ErrorNote.js";

/** The last answers of this gateway, whoever asked; what was asked and said is kept nowhere. */
export function RecentAnswers() {
  const { data, error, refetch } = useAnswers();
  const now = useNow();
  return (
    <section className="panel recent" aria-labelledby="answers-title">
      <div className="panel-head">
        <h2 id="answers-title">Recent answers</h2>
      </div>
      {!data && error ? (
        <ErrorNote what="The recent answers could not be read" error={error} onRetry={refetch} />
      ) : data?.answers.length === 0 ? (
        <p className="empty">None yet. Ask something in the playground, or through the API, and it shows up here.</p>
      ) : (
        <ol className="answers">
          {data?.answers.map((answer) => <AnswerItem key={answer.requestId} answer={answer} now={now} />) ?? (
            <li>
              <span className="skeleton">uid won over others</span>
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

function AnswerItem({ answer, now }: { readonly answer: RecentAnswer; readonly now: number }) {
  return (
    <li>
      <details>
        <summary>
          <span className="muted answer-age" title={new Date(answer.at).toLocaleString()}>
            {age(now - answer.at)}
          </span>
          <span className="answer-story">{story(answer)}</span>
          <span className="number">{duration(answer.totalMs)}</span>
        </summary>
        <CompetitionStrip miners={answer.miners} winnerHotkey={answer.winnerHotkey} />
      </details>
    </li>
  );
}

/** `5F3sa2…utQY won (0.93) over 2`. */
function story({ winnerHotkey, miners, outcome }: RecentAnswer): string {
  const winner = miners.find(({ hotkey }) => hotkey === winnerHotkey);
  if (winner) return `${shortAddress(winner.hotkey)} won (${score(winner.score)}) over ${miners.length - 1}`;
  return outcome === "client_closed" ? "the asker left early" : `no winner: ${outcome.replaceAll("_", " ")}`;
}
