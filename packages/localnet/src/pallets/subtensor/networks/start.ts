import { type Context, ensure } from "../../../frame/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";

/** Starts a subnet's token: from the next block on it emits, and its alpha can be staked. */
export function startNetwork(ctx: Context, netuid: number): void {
  ensure(!storage.FirstEmissionBlockNumber.has(ctx, netuid), errors.FirstEmissionBlockNumberAlreadySet);
  const earliest = storage.NetworkRegisteredAt.get(ctx, netuid) + storage.StartCallDelay.get(ctx);
  ensure(BigInt(ctx.blockNumber) >= earliest, errors.NeedWaitingMoreBlocksToStarCall);
  const first = BigInt(ctx.blockNumber + 1);
  storage.FirstEmissionBlockNumber.put(ctx, netuid, first);
  storage.SubtokenEnabled.put(ctx, netuid, true);
  ctx.emit(events.make.FirstEmissionBlockNumberSet([netuid, first]));
}
