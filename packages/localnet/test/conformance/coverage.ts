import type { Runtime } from "../../src/engine/runtime.js";
import { isImplemented } from "../../src/pallets/not-implemented.js";
import { COMPATIBILITY } from "./explained.js";
import { PARTS, type Part, type Surface } from "./surface.js";
import { surfaceOf } from "./surface-of.js";

interface Count {
  readonly had: number;
  readonly all: number;
  readonly missing: readonly string[];
}

/** How many of the chain's items localnet has, and which it lacks. */
function count(theirs: readonly string[], has: (name: string) => boolean): Count {
  const missing = theirs.filter((name) => !has(name));
  return { had: theirs.length - missing.length, all: theirs.length, missing };
}

/** Calls that are there by name only. */
const refused = ({ pallets }: Runtime): ReadonlySet<string> =>
  new Set(
    pallets.flatMap(({ name, calls = {} }) =>
      Object.entries(calls).flatMap(([call, spec]) => (isImplemented(spec) ? [] : [`${name}.${call}`])),
    ),
  );

function partOf(runtime: Runtime, ours: Surface, theirs: Surface, pallet: string, part: Part): Count {
  const names = Object.keys(theirs.pallets[pallet]?.[part] ?? {});
  const without = part === "calls" ? refused(runtime) : new Set<string>();
  return count(names, (name) => ours.pallets[pallet]?.[part][name] !== undefined && !without.has(`${pallet}.${name}`));
}

const cell = ({ had, all }: Count): string => (all === 0 ? "" : `${had} / ${all}`);
const add = (counts: readonly Count[]): Count => ({
  had: counts.reduce((sum, { had }) => sum + had, 0),
  all: counts.reduce((sum, { all }) => sum + all, 0),
  missing: [],
});
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The page that tells what localnet has of the chain. */
export function coveragePage(runtime: Runtime, theirs: Surface): string {
  const ours = surfaceOf(runtime);
  const pallets = Object.keys(theirs.pallets);
  const described = pallets.filter((name) =>
    PARTS.some((part) => Object.keys(theirs.pallets[name]?.[part] ?? {}).length),
  );
  const table = new Map(
    described.map((name) => [name, PARTS.map((part) => partOf(runtime, ours, theirs, name, part))] as const),
  );
  const apis = Object.entries(theirs.apis).map(
    ([name, { methods }]) =>
      [name, count(Object.keys(methods), (method) => ours.apis[name]?.methods[method] !== undefined)] as const,
  );
  const totals = PARTS.map((_, part) => add([...table.values()].map((counts) => counts[part] as Count)));
  const apiTotal = add(apis.map(([, counts]) => counts));
  const absent = pallets.filter((name) => !(name in ours.pallets));
  const partial = described.filter((name) => name in ours.pallets);
  return `${[
    "# What localnet has of the chain",
    "",
    `Generated from the pallets' declarations and the names of the real runtime at spec version ${theirs.specVersion}. A test keeps it`,
    "true; `npx vitest run packages/localnet/test/conformance.test.ts -u` writes it anew.",
    "",
    "A call counts if it works. One that is declared, so that clients can name it, but not implemented fails with",
    "`SubtensorModule.CallDisabled`, whose text says so, and does not count.",
    "",
    row(["pallet", ...PARTS]),
    row(["---", ...PARTS.map(() => "---")]),
    ...[...table].map(([name, counts]) => row([name, ...counts.map(cell)])),
    row(["**all**", ...totals.map((counts) => `**${cell(counts)}**`)]),
    "",
    `Runtime APIs: ${cell(apiTotal)} methods.`,
    "",
    "| runtime API | methods | lacks |",
    "| --- | --- | --- |",
    ...apis.map(([name, counts]) => row([name, cell(counts), counts.missing.join(", ")])),
    "",
    "## Otherwise than on the chain",
    "",
    ...Object.entries(COMPATIBILITY).map(([item, why]) => `- \`${item}\`: ${why}.`),
    "",
    "## Declared, not implemented",
    "",
    ...[...refused(runtime)].sort().map((name) => `- \`${name}\``),
    "",
    "## Not declared, in pallets that are there",
    "",
    ...partial.flatMap((name) =>
      PARTS.flatMap((part, at) => {
        const missing = (table.get(name)?.[at]?.missing ?? []).filter(
          (item) => ours.pallets[name]?.[part][item] === undefined,
        );
        return missing.length === 0 ? [] : [`- ${name}, ${part}: ${missing.join(", ")}`];
      }),
    ),
    "",
    "## Pallets that are not there",
    "",
    `${absent.join(", ")}.`,
  ].join("\n")}\n`;
}
