import { useMemo, useState } from "react";
import { useMetagraph } from "../api/queries.js";
import type { Metagraph } from "../api/types.js";
import { age, integer } from "../format.js";
import { arrangeNeurons, type Neuron, type NeuronField, type Sorting, toNeurons } from "../neurons.js";
import { useNow } from "../use-now.js";
import { ErrorNote } from "./ErrorNote.js";
import { NeuronRow } from "./NeuronRow.js";
import { TableSkeleton } from "./TableSkeleton.js";

interface Column {
  readonly field: NeuronField;
  readonly label: string;
  readonly title: string;
  readonly className?: string;
}

const columns: readonly Column[] = [
  { field: "uid", label: "UID", title: "Place in the subnet" },
  {
    field: "role",
    label: "Role",
    title: "Validators have a permit and earn no incentive; everyone else mines",
    className: "text",
  },
  { field: "hotkey", label: "Hotkey", title: "The key that acts", className: "text" },
  { field: "stake", label: "Stake", title: "Total stake on this subnet" },
  { field: "incentive", label: "Incentive", title: "Share of what the miners get", className: "wide" },
  { field: "dividends", label: "Dividends", title: "Share of what the validators get" },
  { field: "emission", label: "Emission", title: "Paid in the last tempo" },
  {
    field: "trust",
    label: "Trust",
    title: "Validators: how far consensus follows them. Miners: their consensus weight",
  },
  { field: "lastUpdate", label: "Updated", title: "Blocks since it last set weights" },
];

interface MetagraphPanelProps {
  readonly netuid: number | undefined;
  /** The newest block. */
  readonly block: number | undefined;
}

/** Who is on the chosen subnet and how they do. */
export function MetagraphPanel({ netuid, block }: MetagraphPanelProps) {
  const { data, error, refetch, dataUpdatedAt } = useMetagraph(netuid);
  const [sorting, setSorting] = useState<Sorting>({ field: "incentive", descending: true });
  const [filter, setFilter] = useState("");
  const neurons = useMemo(
    () => (data ? arrangeNeurons(toNeurons(data), sorting, filter) : undefined),
    [data, sorting, filter],
  );
  const sort = (field: NeuronField) =>
    setSorting((last) => ({ field, descending: last.field === field ? !last.descending : field !== "uid" }));
  return (
    <section className="panel" aria-labelledby="metagraph-title">
      <div className="panel-head">
        <h2 id="metagraph-title">
          Metagraph <span className="muted">{data ? `${data.netuid} ${data.name}` : " "}</span>
        </h2>
        {data && <EpochNote metagraph={data} readAt={dataUpdatedAt} />}
        <input
          type="search"
          aria-label="Filter neurons"
          placeholder="Filter"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {!data && error ? (
        <ErrorNote what="The metagraph could not be read" error={error} onRetry={refetch} />
      ) : data?.columns.hotkey.length === 0 ? (
        <p className="empty">
          Nobody is registered on this subnet yet. The first neuron appears here with its next block.
        </p>
      ) : neurons?.length === 0 ? (
        <p className="empty">No neuron matches “{filter}”.</p>
      ) : (
        <NeuronTable neurons={neurons} metagraph={data} sorting={sorting} onSort={sort} block={block} />
      )}
    </section>
  );
}

function EpochNote({ metagraph, readAt }: { readonly metagraph: Metagraph; readonly readAt: number }) {
  const { tempo, blocksSinceLastStep } = metagraph;
  const readAgo = age(useNow() - readAt);
  return (
    <p className="panel-note muted">
      block {integer(metagraph.block)}, epoch in {integer(Math.max(0, tempo - blocksSinceLastStep))}
      {readAgo !== "now" && `, read ${readAgo} ago`}
    </p>
  );
}

interface NeuronTableProps {
  readonly neurons: readonly Neuron[] | undefined;
  readonly metagraph: Metagraph | undefined;
  readonly sorting: Sorting;
  readonly onSort: (field: NeuronField) => void;
  readonly block: number | undefined;
}

function NeuronTable({ neurons, metagraph, sorting, onSort, block }: NeuronTableProps) {
  const symbol = metagraph?.symbol ?? "α";
  const newest = Math.max(block ?? 0, metagraph?.block ?? 0);
  return (
    <div className="scroll tall">
      <table>
        <thead>
          <tr>
            {columns.map(({ field, label, title, className = "number" }) => (
              <th
                key={field}
                scope="col"
                className={className === "wide" ? "number wide" : className}
                aria-sort={sorting.field !== field ? "none" : sorting.descending ? "descending" : "ascending"}
              >
                <button type="button" className="sort" title={title} onClick={() => onSort(field)}>
                  {label}
                  {(field === "stake" || field === "emission") && `, ${symbol}`}
                </button>
              </th>
            ))}
            <th scope="col" className="text">
              Axon
            </th>
          </tr>
        </thead>
        {neurons ? (
          <tbody>
            {neurons.map((neuron) => (
              <NeuronRow
                key={`${neuron.uid} ${neuron.hotkey}`}
                neuron={neuron}
                updatedAgo={newest - neuron.lastUpdate}
              />
            ))}
          </tbody>
        ) : (
          <TableSkeleton rows={5} columns={columns.length + 1} />
        )}
      </table>
    </div>
  );
}
