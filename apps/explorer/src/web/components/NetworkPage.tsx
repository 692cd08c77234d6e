import type { useNetwork } from "../api/queries.js";
import { useHashNetuid } from "../use-hash-netuid.js";
import { MetagraphPanel } from "./MetagraphPanel.js";
import { NetworkSummary } from "./NetworkSummary.js";
import { Playground } from "./Playground.js";
import { RecentAnswers } from "./RecentAnswers.js";
import { SubnetsPanel } from "./SubnetsPanel.js";

interface NetworkPageProps {
  readonly hidden: boolean;
  readonly network: ReturnType<typeof useNetwork>;
  readonly newestBlock: number | undefined;
}

/** The network at a glance, one subnet's neurons, and the playground. */
export function NetworkPage({ hidden, network, newestBlock }: NetworkPageProps) {
  const [chosen, choose] = useHashNetuid();
  const netuid = chosen ?? network.data?.netuid;
  return (
    <main hidden={hidden}>
      <a className="skip" href="#playground">
        Skip to the playground
      </a>
      <NetworkSummary network={network.data} error={network.error} onRetry={network.refetch} />
      <div className="columns">
        <div className="tables">
          <SubnetsPanel chosen={netuid} onChoose={choose} />
          <MetagraphPanel netuid={netuid} block={newestBlock ?? network.data?.block?.number} />
        </div>
        <div className="side">
          <Playground models={network.data?.models} />
          <RecentAnswers />
        </div>
      </div>
    </main>
  );
}
