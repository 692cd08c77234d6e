import type { Network } from "../api/types.js";
import type { LiveState } from "../api/use-events.js";
import { connection } from "../connection.js";
import { age, integer } from "../format.js";
import { useNow } from "../use-now.js";

interface HeaderProps {
  readonly live: LiveState;
  readonly network: Network | undefined;
  readonly fetchedAt: number;
  readonly failed: boolean;
  readonly page: "network" | "operations";
}

/** The name of the network, its newest block, and how much what the page shows can be trusted to be now. */
export function Header({ live, network, fetchedAt, failed, page }: HeaderProps) {
  const { state, text, block, ageMs } = connection(live, network, fetchedAt, failed, useNow());
  return (
    <header className="header">
      <h1>
        taostack <span className="muted">{network?.name ?? " "}</span>
      </h1>
      <nav className="pages" aria-label="Pages">
        <a href="#network" aria-current={page === "network" ? "page" : undefined}>
          Network
        </a>
        <a href="#operations" aria-current={page === "operations" ? "page" : undefined}>
          Operations
        </a>
      </nav>
      <p className="header-block">
        <span className="muted">block</span> <b>{block === undefined ? "–" : integer(block)}</b>
        {ageMs !== undefined && <span className="muted"> · {age(ageMs) === "now" ? "now" : `${age(ageMs)} old`}</span>}
      </p>
      <p className={`connection ${state}`} role="status">
        <span className="dot" aria-hidden="true" />
        {text}
      </p>
    </header>
  );
}
