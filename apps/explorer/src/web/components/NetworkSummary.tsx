import { useSubnets } from "../api/queries.js";
import type { Network } from "../api/types.js";
import { duration, integer } from "../format.js";
import { ErrorNote } from "./ErrorNote.js";

interface NetworkSummaryProps {
  readonly network: Network | undefined;
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** The network in six figures. */
export function NetworkSummary({ network, error, onRetry }: NetworkSummaryProps) {
  const { data, isError } = useSubnets();
  const subnets = data?.subnets;
  const unknown = isError ? "–" : undefined;
  if (!network && error) {
    return <ErrorNote what="The network's state could not be read" error={error} onRetry={onRetry} />;
  }
  const { validators, answers } = network ?? {};
  const median = answers?.lastMinute.medianMs;
  const neurons = subnets?.reduce((sum, subnet) => sum + subnet.neurons, 0);
  return (
    <dl className="summary" aria-label="Network">
      <Figure label="Subnets" value={subnets ? integer(subnets.length) : unknown} />
      <Figure label="Neurons" value={neurons === undefined ? unknown : integer(neurons)} />
      <Figure
        label="Validators reachable"
        value={validators && `${validators.healthy} of ${validators.known}`}
        warn={validators?.healthy === 0}
      />
      <Figure label="Answers, last minute" value={answers && integer(answers.lastMinute.count)} />
      <Figure label="Median answer" value={answers && (median === undefined ? "–" : duration(median))} />
      <Figure label="Block time" value={network && duration(network.blockTimeMs)} />
    </dl>
  );
}

function Figure({ label, value, warn = false }: { label: string; value: string | undefined; warn?: boolean }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd className={warn ? "warn" : undefined}>{value ?? <span className="skeleton">00</span>}</dd>
    </div>
  );
}
