import { Session } from "node:inspector/promises";

/** Functions that a block's time is divided into; a sample counts for the innermost of them on its stack. */
const STAGES = [
  ...[
    "decayBurnPrices",
    "revealTimelocked",
    "mintBlockEmission",
    "distributeBlockEmission",
    "drainPending",
    "runEpoch",
  ],
  ...[
    "payOut",
    "updateMovingPrice",
    "updateRootProportion",
    "claimAutomatically",
    "applyInherents",
    "applyTransaction",
  ],
  ...["checkTransaction", "changedKeys", "stateRoot", "writeEvents", "fork", "submit", "settle", "ready", "headerHash"],
];

/** Runs `work` under the sampling profiler. Gives the share of each stage in percent, largest first. */
export async function stagesOf(work) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return shares(profile);
}

function shares({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stageOf = new Map();
  const visit = (node, stage) => {
    const { functionName } = node.callFrame;
    const own = STAGES.includes(functionName) ? functionName : functionName.startsWith("(") ? functionName : stage;
    stageOf.set(node.id, own);
    for (const child of node.children ?? []) visit(byId.get(child), own);
  };
  visit(nodes[0], "rest");
  const times = new Map();
  samples.forEach((id, index) => {
    const stage = stageOf.get(id) === "(root)" ? "rest" : stageOf.get(id);
    if (stage !== "(idle)") times.set(stage, (times.get(stage) ?? 0) + timeDeltas[index]);
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].sort(([, a], [, b]) => b - a).map(([stage, time]) => [stage, (100 * time) / total]);
}
