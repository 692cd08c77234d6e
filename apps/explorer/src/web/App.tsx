import { useNetwork } from "./api/queries.js";
import { useEvents } from "./api/use-events.js";
import { Header } from "./components/Header.js";
import { MetagraphPanel } from "./components/MetagraphPanel.js";
import { NetworkSummary } from "./components/NetworkSummary.js";
import { Playground } from "./components/Playground.js";
import { RecentAnswers } from "./components/RecentAnswers.js";
import { SubnetsPanel } from "./components/SubnetsPanel.js";
import { useHashNetuid } from "./use-hash-netuid.js";

export function App() {
  const live = useEvents();
  const network = useNetwork();
  const [chosen, choose] = useHashNetuid();
  const netuid = chosen ?? network.data?.netuid;
  return (
    <>
      <a className="skip" href="#playground">
        Skip to the playground
      </a>
      <Header live={live} network={network.data} fetchedAt={network.dataUpdatedAt} failed={network.isError} />
      <main>
        <NetworkSummary network={network.data} error={network.error} onRetry={network.refetch} />
        <div className="columns">
          <div className="tables">
            <SubnetsPanel chosen={netuid} onChoose={choose} />
            <MetagraphPanel netuid={netuid} block={live.block?.number ?? network.data?.block?.number} />
          </div>
          <div className="side">
            <Playground models={network.data?.models} />
            <RecentAnswers />
          </div>
        </div>
      </main>
    </>
  );
}
