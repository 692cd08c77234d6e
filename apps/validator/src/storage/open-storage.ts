import { scoreStorage, storage } from "@taostack/commodities";
import type { RoundResult } from "../competition/round.js";
import type { Judging } from "../judging.js";
import type { MarketModules, MarketSide } from "../market.js";
import type { CallableMiner } from "../miners/link.js";
import type { ValidatorConfig } from "../options.js";
import { evidenceOf, usualSpeed } from "./evidence.js";
import { Ledger } from "./ledger.js";
import { type VisitModules, type VisitSettings, visitMiner } from "./visit.js";

/** Judges storage by pieces of the validator's own that it keeps with the miners. Its ledger lies beside the scores. */
export async function openStorage(
  config: ValidatorConfig,
  judging: Judging,
  { memory }: MarketModules,
): Promise<MarketSide> {
  const ledger = await Ledger.open(`${memory.path.replace(/\.json$/, "")}.storage.log`, memory.identity);
  const { storagePieces: pieces, storageLeaseSeconds: leaseSeconds, auditTimeoutMs, answerTimeoutMs } = config;
  const settings = { pieces, leaseSeconds, auditTimeoutMs, answerTimeoutMs };
  const modules = { ledger, random: judging.random, clock: Date.now, alone: oneAtATime() };
  return {
    commodity: storage.name,
    card: undefined,
    examine: (miners, signal) => runStorageRound(miners, settings, modules, judging, signal),
    desk: undefined,
    handlers: {},
    dispose: () => ledger.close(),
  };
}

/** Visits miners at once, and judges each by all that is known of it. */
async function runStorageRound(
  miners: readonly CallableMiner[],
  settings: VisitSettings,
  modules: VisitModules,
  judging: Pick<Judging, "now" | "onVerdict">,
  signal: AbortSignal,
): Promise<RoundResult> {
  signal.throwIfAborted();
  const { ledger, clock } = modules;
  const visitOne = async (miner: CallableMiner) => {
    const startedAt = judging.now();
    const visit = await visitMiner(miner, settings, modules, signal);
    return { miner, visit, totalMs: judging.now() - startedAt };
  };
  const visits = await Promise.all(miners.map(visitOne));
  await ledger.tidy();
  const nowMs = clock();
  const usual = usualSpeed(ledger, nowMs);
  let judged = 0;
  let answered = 0;
  for (const { miner, visit, totalMs } of visits) {
    if (visit === undefined) continue;
    const isReached = visit.faults.unreachable === undefined;
    if (isReached) answered += 1;
    // The first pieces have only just been put: there is nothing to judge yet.
    const evidence = evidenceOf(ledger, miner.hotkey, settings.pieces, nowMs, usual);
    if (evidence.audits.length === 0 && evidence.pieces.held > 0) continue;
    const { total: score, explanation } = scoreStorage(evidence);
    judging.onVerdict({ miner, status: isReached ? "complete" : "failed", totalMs }, { score, explanation });
    judged += 1;
  }
  return { asked: miners.length, answered, judged };
}

/** Work that must not overlap, one after the other in the order of the calls. */
function oneAtATime(): VisitModules["alone"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}
