import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Catalogue } from "./catalogue.js";
import { type FoundGroup, findOperations, type KindChoice } from "./find-operations.js";

interface OperationListProps {
  readonly catalogue: Catalogue | undefined;
  readonly chosen: string | undefined;
}

const kinds: readonly (readonly [KindChoice, string])[] = [
  ["all", "All"],
  ["read", "Reads"],
  ["write", "Writes"],
];

/** The operations by their groups. `/` goes to the search, up and down walk through what is found. */
export function OperationList({ catalogue, chosen }: OperationListProps) {
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<KindChoice>("all");
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);
  useSlash(box);
  const found = catalogue && findOperations(catalogue, search, kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen comes into view when it is chosen, and when the list is there
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, catalogue]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && event.target === box.current) return setSearch("");
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const next = links.indexOf(document.activeElement as HTMLElement) + step;
    if (next < 0) box.current?.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are an addition to the tab key, which works
    <div className="finder" onKeyDown={onKeyDown}>
      <div className="panel-head">
        <h2 id="operations-title">
          Operations <span className="muted">{catalogue ? countOf(found ?? []) : ""}</span>
        </h2>
        <fieldset className="kinds">
          <legend className="visually-hidden">Kind</legend>
          {kinds.map(([value, label]) => (
            <button type="button" key={value} aria-pressed={kind === value} onClick={() => setKind(value)}>
              {label}
            </button>
          ))}
        </fieldset>
        <input
          ref={box}
          type="search"
          aria-label="Search operations"
          placeholder="Search names, sentences, arguments"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <nav className="found" aria-label="Operations" ref={list}>
        {!found ? (
          <ListSkeleton />
        ) : found.length === 0 ? (
          <p className="empty">Nothing has all of these words. Try fewer, or another kind.</p>
        ) : (
          found.map((group) => <GroupOfOperations key={group.name} group={group} chosen={chosen} />)
        )}
      </nav>
    </div>
  );
}

const countOf = (groups: readonly FoundGroup[]): number =>
  groups.reduce((count, { operations }) => count + operations.length, 0);

function GroupOfOperations({ group, chosen }: { readonly group: FoundGroup; readonly chosen: string | undefined }) {
  return (
    <section>
      <h3 title={group.summary}>{group.name}</h3>
      <ul>
        {group.operations.map(({ name, kind, summary }) => (
          <li key={name}>
            <a
              href={`#operations/${name}`}
              title={summary}
              aria-current={name === chosen ? "page" : undefined}
              className="operation-link"
            >
              {name.slice(group.name.length + 1)}
              {kind === "write" && <span className="tag">write</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const ListSkeleton = () => (
  <ul aria-busy="true">
    {["balances.get", "balances.transfer", "staking.get", "staking.add", "swap.price"].map((name) => (
      <li key={name}>
        <span className="skeleton">{name}</span>
      </li>
    ))}
  </ul>
);

/** `/` goes to the search from anywhere but a field. */
function useSlash(box: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest("input, textarea, select")) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [box]);
}
