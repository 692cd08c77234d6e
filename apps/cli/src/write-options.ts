/** What every command that writes can be told, as the parser takes it. */
export const WRITE_OPTIONS = [
  ["--dry-run", "let the node try it, and send nothing"],
  ["--finalized", "wait until its block cannot be undone, not only until it is in one"],
  ["--shielded", "send it encrypted to a block's author, so that nobody runs ahead of it"],
] as const;
