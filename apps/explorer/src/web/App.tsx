import { lazy, Suspense } from "react";
import { useNetwork } from "./api/queries.js";
import { useEvents } from "./api/use-events.js";
import { Header } from "./components/Header.js";
import { NetworkPage } from "./components/NetworkPage.js";
import { PageBoundary } from "./components/PageBoundary.js";
import { readLink } from "./operations/deep-link.js";
import { useHash } from "./use-hash.js";

const OperationsPage = lazy(() => import("./operations/OperationsPage.js"));

export function App() {
  const live = useEvents();
  const network = useNetwork();
  const link = readLink(useHash());
  return (
    <>
      <Header
        live={live}
        network={network.data}
        fetchedAt={network.dataUpdatedAt}
        failed={network.isError}
        page={link ? "operations" : "network"}
      />
      {/* Stays while another page is looked at: the conversation in its playground is kept nowhere else. */}
      <NetworkPage hidden={link !== undefined} network={network} newestBlock={live.block?.number} />
      {link && (
        <PageBoundary>
          <Suspense fallback={<main aria-busy="true" />}>
            <OperationsPage link={link} network={network.data?.name} />
          </Suspense>
        </PageBoundary>
      )}
    </>
  );
}
