/** What is wrong with a state that was read from disk, in words; `undefined` if nothing is. */
export function stateProblem(state: unknown): string | undefined {
  if (!isObject(state)) return "it is not an object";
  if (state.version !== 1) return "it was written by another version";
  const { genesisHash, netuid, hotkey, standings, commits, lastWeights } = state;
  if (typeof genesisHash !== "string" || typeof hotkey !== "string" || !isNumber(netuid))
    return "it does not say whose it is";
  if (!Array.isArray(standings) || !standings.every(isStanding)) return "its scores are damaged";
  if (!Array.isArray(commits) || !commits.every(isCommit)) return "its commits are damaged";
  if (lastWeights !== undefined && !isRow(lastWeights)) return "its last weights are damaged";
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isShare = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= 1;
const isCount = (value: unknown): boolean => isNumber(value) && Number.isInteger(value) && value >= 0;
const areU16 = (values: unknown): values is number[] =>
  Array.isArray(values) && values.every((value) => isCount(value) && value <= 65_535);

const isStanding = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.hotkey === "string" &&
  typeof value.explanation === "string" &&
  isShare(value.average) &&
  isShare(value.lastScore) &&
  isCount(value.samples);

const isRow = (value: unknown): value is Record<string, unknown> =>
  isObject(value) &&
  isCount(value.block) &&
  areU16(value.uids) &&
  areU16(value.weights) &&
  value.uids.length === value.weights.length;

const isCommit = (value: unknown): boolean =>
  isRow(value) && typeof value.hash === "string" && areU16(value.salt) && isCount(value.versionKey);
