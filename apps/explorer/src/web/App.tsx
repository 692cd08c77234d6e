import { useNetwork } from "./api/queries";
import { useEvents } from "./api/useEvents";
import { Header } from "./components/Header";
import { MetagraphPanel } from "./components/MetagraphPanel";
import { NetworkSummary } from "./components/NetworkSummary";
import { Playground } from "./components/Playground";
import { RecentAnswers } from "./components/RecentAnswers";
import { SubnetsPanel } from "./components/SubnetsPanel";
import { useHashNetuid } from "./useHashNetuid";

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
