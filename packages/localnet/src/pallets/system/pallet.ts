export const pallet = { name: "System", index: 0, path: "frame_system::pallet" } as const;

/** Blocks whose hashes the state keeps, and so the longest life of a mortal transaction. */
export const BLOCK_HASH_COUNT = 2400;
