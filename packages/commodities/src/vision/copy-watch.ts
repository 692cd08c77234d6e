import type { Sighting, Suspicion, Watch } from "../unary-commodity.js";
import { type Errors, errorsOf, findCopies } from "./copies.js";
import type { VisionMarket } from "./index.js";

interface MinerRecord {
  /** By number of the scene, oldest first. */
  readonly errors: Map<string, Errors>;
  totalMs: number;
  answers: number;
}

export interface CopyWatchLimits {
  /** Scenes remembered of each miner. */
  readonly scenes: number;
  /** Miners remembered; of more, who was seen longest ago is forgotten. */
  readonly miners: number;
}

const defaultLimits: CopyWatchLimits = { scenes: 96, miners: 256 };

/** Remembers what miners got wrong in the last scenes, and finds those whose errors are another's. */
export class CopyWatch implements Watch<VisionMarket> {
  readonly #records = new Map<string, MinerRecord>();
  readonly #limits: CopyWatchLimits;
  #scene = 0;

  constructor(limits: Partial<CopyWatchLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  review(sightings: readonly Sighting<VisionMarket>[]): Map<string, Suspicion> {
    const scene = String(this.#scene++);
    for (const sighting of sightings) this.#note(scene, sighting);
    const present = sightings.flatMap(({ miner }) => {
      const record = this.#records.get(miner);
      return record ? [{ miner, answeredMs: record.totalMs / record.answers, errors: record.errors }] : [];
    });
    const findings = findCopies(present);
    return new Map(
      findings.map(({ earlier, later, correlation, scenes }) => [
        later,
        {
          factor: 0,
          explanation: `Its errors are those of ${earlier}, which answers earlier (correlation ${correlation.toFixed(2)} over ${scenes} scenes).`,
        },
      ]),
    );
  }

  #note(scene: string, { miner, challenge: { request, check }, answer, totalMs }: Sighting<VisionMarket>): void {
    if (!check?.shared) return;
    const errors = errorsOf(request, check, answer);
    if (errors === undefined) return;
    const record = this.#records.get(miner) ?? { errors: new Map(), totalMs: 0, answers: 0 };
    record.errors.set(scene, errors);
    record.totalMs += totalMs;
    record.answers += 1;
    if (record.errors.size > this.#limits.scenes) forgetOldest(record.errors);
    // Set anew, so that the order of the map is that of the last sighting.
    this.#records.delete(miner);
    this.#records.set(miner, record);
    if (this.#records.size > this.#limits.miners) forgetOldest(this.#records);
  }
}

function forgetOldest<K>(map: Map<K, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
