import { call, ensure, ensureSigned } from "../../frame/index.js";
import { compact, option, u32, u64 } from "../../scale/index.js";
import { errors, events, limits, storage } from "./declarations.js";
import { checkEnd, ownLoan } from "./loans.js";

const crowdloan_id = compact(u32);

const update_min_contribution = call({
  index: 6,
  args: { crowdloan_id, new_min_contribution: compact(u64) },
  docs: "The creator changes the least contribution.",
  weight: 163_259_000,
  dispatch(ctx, { crowdloan_id: id, new_min_contribution }) {
    const loan = ownLoan(ctx, id, ensureSigned(ctx));
    ensure(new_min_contribution >= limits.contribution, errors.MinimumContributionTooLow);
    const most = storage.MaxContributions.get(ctx, id);
    ensure(most === undefined || new_min_contribution <= most, errors.MinimumContributionTooHigh);
    storage.Crowdloans.put(ctx, id, { ...loan, min_contribution: new_min_contribution });
    ctx.emit(events.make.MinContributionUpdated({ crowdloan_id: id, new_min_contribution }));
  },
});

const update_end = call({
  index: 7,
  args: { crowdloan_id, new_end: compact(u32) },
  docs: "The creator changes the last block.",
  weight: 137_048_000,
  dispatch(ctx, { crowdloan_id: id, new_end }) {
    const loan = ownLoan(ctx, id, ensureSigned(ctx));
    checkEnd(ctx.blockNumber, new_end);
    storage.Crowdloans.put(ctx, id, { ...loan, end: new_end });
    ctx.emit(events.make.EndUpdated({ crowdloan_id: id, new_end }));
  },
});

const update_cap = call({
  index: 8,
  args: { crowdloan_id, new_cap: compact(u64) },
  docs: "The creator changes how much is to be raised.",
  weight: 136_357_000,
  dispatch(ctx, { crowdloan_id: id, new_cap }) {
    const loan = ownLoan(ctx, id, ensureSigned(ctx));
    ensure(new_cap >= loan.raised, errors.CapTooLow);
    storage.Crowdloans.put(ctx, id, { ...loan, cap: new_cap });
    ctx.emit(events.make.CapUpdated({ crowdloan_id: id, new_cap }));
  },
});

const set_max_contribution = call({
  index: 9,
  args: { crowdloan_id, new_max_contribution: option(u64) },
  docs: "The creator sets the most that one account may give in all, or no such bound.",
  weight: 166_024_000,
  dispatch(ctx, { crowdloan_id: id, new_max_contribution }) {
    const loan = ownLoan(ctx, id, ensureSigned(ctx));
    if (new_max_contribution === undefined) storage.MaxContributions.remove(ctx, id);
    else {
      ensure(new_max_contribution >= loan.min_contribution, errors.MaximumContributionTooLow);
      storage.MaxContributions.put(ctx, id, new_max_contribution);
    }
    ctx.emit(events.make.MaxContributionUpdated({ crowdloan_id: id, new_max_contribution }));
  },
});

export const updateCalls = { update_min_contribution, update_end, update_cap, set_max_contribution };
