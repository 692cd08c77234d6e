import { answerAudit, BLOCK_BYTES, type PieceRecord, type Random, seededBytes } from "@taostack/commodities";
import type { AuditRequest, PieceProof } from "@taostack/protocol";
import type { Contestant } from "../contest.js";

/** What a miner did about one question, and how long it took by the validator's clock. `undefined`: no answer at all. */
export interface Timed<T> {
  readonly value: T;
  readonly ms: number;
}

/** One validator's pieces at one miner. */
export interface StorageShelf {
  /** Acknowledges the piece. */
  put(record: PieceRecord, data: Uint8Array): void;
  audit(request: AuditRequest, random: Random): Timed<PieceProof> | undefined;
  get(record: PieceRecord, random: Random): Timed<Uint8Array> | undefined;
  /** The leases are over. */
  drop(record: PieceRecord): void;
}

/** What a miner keeps, under the id that the validator knows it by: of cheats, whatever they please. */
export type Disk = Map<string, Uint8Array>;

const nameOf = (id: Uint8Array): string => Buffer.from(id).toString("hex");

export interface StorageMiner extends Contestant {
  /** @param neighbour - The disk of an honest miner that it may ask, if it is quick enough. */
  openShelf(disk: Disk, random: Random, neighbour: Disk): StorageShelf;
}

export interface HonestStorage {
  readonly name: string;
  readonly megabytesPerSecond: number;
  /** Share of answers that come too late. */
  readonly late: number;
}

const honestStorages: readonly HonestStorage[] = [
  { name: "60 MB/s", megabytesPerSecond: 60, late: 0 },
  { name: "30 MB/s", megabytesPerSecond: 30, late: 0 },
  { name: "15 MB/s", megabytesPerSecond: 15, late: 0 },
  { name: "15 MB/s, 3 % late", megabytesPerSecond: 15, late: 0.03 },
  { name: "15 MB/s, 8 % late", megabytesPerSecond: 15, late: 0.08 },
  { name: "15 MB/s, 14 % late", megabytesPerSecond: 15, late: 0.14 },
];

/** A disk's time for an audit, and that of one who has to fetch the piece first. */
const [DISK_MS, FETCH_MS] = [40, 2_500];
const jitter = (random: Random): number => 0.9 + 0.2 * random();
const proofOf = ({ nonce, samples }: AuditRequest, id: Uint8Array, piece: Uint8Array | undefined): PieceProof =>
  piece ? answerAudit(nonce, id, piece, samples) : { id, blocks: [], binding: new Uint8Array(0) };

/** A disk and a line, as good as they are. */
function shelfOn(
  disk: Disk,
  { megabytesPerSecond = 30, late = 0 }: Partial<HonestStorage> = {},
  keep: (data: Uint8Array) => Uint8Array | undefined = (data) => data,
): StorageShelf {
  return {
    put({ id }, data) {
      const kept = keep(data);
      if (kept) disk.set(nameOf(id), kept);
    },
    audit(request, random) {
      const id = request.ids[0]!;
      const ms = random() < late ? FETCH_MS : DISK_MS;
      return { value: proofOf(request, id, disk.get(nameOf(id))), ms: ms * jitter(random) };
    },
    get({ id, bytes }, random) {
      const data = disk.get(nameOf(id));
      return data && { value: data, ms: (bytes / 1e3 / megabytesPerSecond) * jitter(random) };
    },
    drop: ({ id }) => void disk.delete(nameOf(id)),
  };
}

export const honestMiners = (): StorageMiner[] =>
  honestStorages.map((storage) => ({
    name: storage.name,
    kind: "honest",
    // What a user gets: proofs in time; then how fast bytes come.
    quality: { measure: 100 * (1 - storage.late), ms: 1000 / storage.megabytesPerSecond },
    openShelf: (disk) => shelfOn(disk, storage),
  }));

const withoutBlocks = (data: Uint8Array, share: number, random: Random): Uint8Array => {
  const kept = Uint8Array.from(data);
  for (let at = 0; at < kept.length; at += BLOCK_BYTES) if (random() < share) kept.fill(0, at, at + BLOCK_BYTES);
  return kept;
};

export function cheats(): StorageMiner[] {
  const cheat = (name: string, openShelf: StorageMiner["openShelf"]): StorageMiner => ({
    name,
    kind: "cheat",
    openShelf,
  });
  const keeping = (name: string, keep: (data: Uint8Array, random: Random) => Uint8Array | undefined) =>
    cheat(name, (disk, random) => shelfOn(disk, {}, (data) => keep(data, random)));
  return [
    keeping("keeps every second piece", (data, random) => (random() < 0.5 ? data : undefined)),
    keeping("keeps nine pieces of ten", (data, random) => (random() < 0.9 ? data : undefined)),
    keeping("keeps half of the blocks of each", (data, random) => withoutBlocks(data, 0.5, random)),
    keeping("keeps 99 % of the blocks of each", (data, random) => withoutBlocks(data, 0.01, random)),
    keeping("changes a byte of each", (data) => {
      const changed = Uint8Array.from(data);
      changed[changed.length >> 1]! ^= 1;
      return changed;
    }),
    cheat("deletes what was audited once", (disk) => deletingAfterAudit(disk)),
    cheat("invents pieces", (disk) => inventing(shelfOn(disk))),
    cheat("repeats its first proofs", (disk) => repeating(shelfOn(disk))),
    cheat("proves with a neighbour's piece", (_, __, neighbour) => ({
      ...shelfOn(neighbour),
      put: () => {},
      audit: (request, random) => {
        const [piece] = neighbour.values();
        return { value: proofOf(request, request.ids[0]!, piece), ms: DISK_MS * jitter(random) };
      },
      drop: () => {},
    })),
    cheat("fetches from elsewhere on demand", (disk) => shelfOn(disk, { megabytesPerSecond: 1, late: 1 })),
    cheat("passes audits and gives nothing back", (disk) => ({ ...shelfOn(disk), get: () => undefined })),
    cheat("passes audits and gives half back", (disk) => {
      const shelf = shelfOn(disk);
      return { ...shelf, get: (record, random) => (random() < 0.5 ? undefined : shelf.get(record, random)) };
    }),
    cheat("acknowledges and keeps nothing", (disk) => shelfOn(disk, {}, () => undefined)),
  ];
}

/** What nothing here sees: the piece is there, whoever stores it. */
export const limits = (): StorageMiner[] => [
  {
    name: "two hotkeys on one disk, this one",
    kind: "limit",
    openShelf: (disk) => shelfOn(disk),
  },
];

function deletingAfterAudit(disk: Disk): StorageShelf {
  const shelf = shelfOn(disk);
  return {
    ...shelf,
    audit(request, random) {
      const answer = shelf.audit(request, random);
      disk.delete(nameOf(request.ids[0]!));
      return answer;
    },
  };
}

/** Proofs that are sound in themselves, about bytes of its own making: the weakness of a validator without a root of its own. */
const inventing = (shelf: StorageShelf): StorageShelf => ({
  ...shelf,
  put: () => {},
  audit(request, random) {
    const id = request.ids[0]!;
    return { value: proofOf(request, id, seededBytes("invented", 100_000)), ms: DISK_MS * jitter(random) };
  },
  get: ({ bytes }, random) => ({ value: seededBytes("invented", bytes), ms: DISK_MS * jitter(random) }),
});

function repeating(shelf: StorageShelf): StorageShelf {
  const proofs = new Map<string, PieceProof>();
  return {
    ...shelf,
    audit(request, random) {
      const name = nameOf(request.ids[0]!);
      const value = proofs.get(name) ?? shelf.audit(request, random)!.value;
      proofs.set(name, value);
      return { value, ms: DISK_MS * jitter(random) };
    },
    get: () => undefined,
  };
}
