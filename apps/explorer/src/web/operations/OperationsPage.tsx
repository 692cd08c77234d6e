import { ErrorNote } from "../components/ErrorNote.js";
import { useCatalogue } from "./catalogue.js";
import type { OperationLink } from "./deep-link.js";
import { OperationList } from "./OperationList.js";
import { OperationView } from "./OperationView.js";
import "./operations.css";

interface OperationsPageProps {
  readonly link: OperationLink;
  /** The chain's name, for command lines. */
  readonly network: string | undefined;
}

/** Every operation of the chain: found on the left, tried on the right. */
export default function OperationsPage({ link, network }: OperationsPageProps) {
  const { data, error, refetch } = useCatalogue();
  const chosen = data?.operations.find(({ name }) => name === link.name);
  return (
    <main className={link.name === undefined ? "operations" : "operations chosen-one"}>
      <section className="panel operation-list" aria-labelledby="operations-title">
        {!data && error ? (
          <ErrorNote what="The operations could not be read" error={error} onRetry={refetch} />
        ) : (
          <OperationList catalogue={data} chosen={link.name} />
        )}
      </section>
      <section className="panel operation" aria-label="Operation">
        {chosen ? (
          <OperationView key={`${chosen.name}?${link.query}`} operation={chosen} query={link.query} network={network} />
        ) : link.name !== undefined && data ? (
          <p className="empty">
            There is no operation “{link.name}”. <a href="#operations">All operations</a>
          </p>
        ) : link.name !== undefined && !error ? (
          <p className="empty" aria-busy="true">
            <span className="skeleton">The operation with its arguments</span>
          </p>
        ) : (
          <p className="empty">
            Choose an operation. A read is answered here; a write is filled in here and signed by <code>tao</code> with
            your own key. Press <kbd>/</kbd> to search.
          </p>
        )}
      </section>
    </main>
  );
}
