import { mechanismIndex } from "@taostack/incentive";
import type { ReadContext } from "../../frame/index.js";
import { allNetuids, mechanismsOf, subnetExists } from "../../pallets/subtensor/networks/networks.js";
import { type MetagraphSubject, metagraphFields } from "./metagraph-fields.js";
import { SubnetView } from "./subnet-view.js";
import type { Metagraph, SelectiveFields } from "./types/metagraph.js";

type FieldName = keyof SelectiveFields;
const FIELD_NAMES = Object.keys(metagraphFields) as FieldName[];
const NETUID_FIELD = FIELD_NAMES.indexOf("netuid");

/** The whole metagraph of a subnet, or undefined. */
export function readMetagraph(at: ReadContext, netuid: number): Metagraph | undefined {
  if (!subnetExists(at, netuid)) return undefined;
  return readAll({ view: new SubnetView(at, netuid), mechanism: 0, shownNetuid: netuid });
}

/** The metagraph of one mechanism; its `netuid` is the storage index. */
export function readMechagraph(at: ReadContext, netuid: number, mechanism: number): Metagraph | undefined {
  if (!subnetExists(at, netuid) || !mechanismsOf(at, netuid).includes(mechanism)) return undefined;
  const shownNetuid = mechanismIndex(netuid, mechanism);
  return readAll({ view: new SubnetView(at, netuid), mechanism, shownNetuid });
}

export const readAllMetagraphs = (at: ReadContext): (Metagraph | undefined)[] =>
  allNetuids(at).map((netuid) => readMetagraph(at, netuid));

export const readAllMechagraphs = (at: ReadContext): (Metagraph | undefined)[] =>
  allNetuids(at).flatMap((netuid) =>
    mechanismsOf(at, netuid).map((mechanism) => readMechagraph(at, netuid, mechanism)),
  );

/** What only selective metagraphs have. */
const SELECTIVE_ONLY: readonly FieldName[] = ["validators", "commitments"];
const WHOLE = FIELD_NAMES.filter((name) => !SELECTIVE_ONLY.includes(name));

function readAll(subject: MetagraphSubject): Metagraph {
  const values = Object.fromEntries(WHOLE.map((name) => [name, metagraphFields[name](subject)]));
  return { ...values, identity: metagraphFields.identity(subject).identity } as Metagraph;
}

/** Fields of a metagraph by number; unknown numbers are ignored. */
export function readSelective(
  at: ReadContext,
  netuid: number,
  numbers: readonly number[],
  mechanism?: number,
): Record<string, unknown> | undefined {
  if (!subnetExists(at, netuid)) return undefined;
  if (mechanism !== undefined && !mechanismsOf(at, netuid).includes(mechanism)) return undefined;
  // A plain metagraph tells its netuid only if it was asked for; that of a mechanism always does.
  const shown = mechanism !== undefined || numbers.includes(NETUID_FIELD) ? netuid : 0;
  const subject = { view: new SubnetView(at, netuid), mechanism: mechanism ?? 0, shownNetuid: shown };
  const asked = FIELD_NAMES.filter((_, number) => numbers.includes(number) && number !== NETUID_FIELD);
  return { netuid: shown, ...Object.fromEntries(asked.map((name) => [name, metagraphFields[name](subject)])) };
}
