import { blake2b } from "@noble/hashes/blake2.js";
import { toHex } from "@taostack/primitives";
import { call, ensureRoot, ensureSigned, fail } from "../../frame/index.js";
import { bytes, h256, tuple, u32, u64, vec } from "../../scale/index.js";
import { errors } from "./errors.js";
import { events } from "./events.js";

const remark = call({
  index: 0,
  args: { remark: bytes },
  docs: "Puts bytes into a block without effect.",
  weight: 2_000_000,
  dispatch(ctx) {
    if (ctx.origin.type !== "Root") ensureSigned(ctx);
  },
});

const set_heap_pages = call({
  index: 1,
  args: { pages: u64 },
  docs: "Root sets the size of the heap. There is none here, so nothing changes.",
  class: "Operational",
  dispatch: ensureRoot,
});

/** This runtime is the program itself: no code can replace it. */
const refuseCode = (ctx: Parameters<typeof ensureRoot>[0]): void => {
  ensureRoot(ctx);
  fail(errors.FailedToExtractRuntimeVersion);
};

const set_code = call({
  index: 2,
  args: { code: bytes },
  docs: "Root replaces the runtime code.",
  class: "Operational",
  dispatch: refuseCode,
});

const set_code_without_checks = call({
  index: 3,
  args: { code: bytes },
  docs: "Root replaces the runtime code without checks.",
  class: "Operational",
  dispatch: refuseCode,
});

const set_storage = call({
  index: 4,
  args: { items: vec(tuple(bytes, bytes)) },
  docs: "Root writes raw storage items.",
  class: "Operational",
  weight: 100_000_000,
  dispatch(ctx, { items }) {
    ensureRoot(ctx);
    for (const [key, value] of items) ctx.state.put(toHex(key), value);
  },
});

const kill_storage = call({
  index: 5,
  args: { keys: vec(bytes) },
  docs: "Root removes raw storage items.",
  class: "Operational",
  weight: 100_000_000,
  dispatch(ctx, { keys }) {
    ensureRoot(ctx);
    for (const key of keys) ctx.state.delete(toHex(key));
  },
});

const kill_prefix = call({
  index: 6,
  args: { prefix: bytes, subkeys: u32 },
  docs: "Root removes everything under a prefix.",
  class: "Operational",
  weight: 100_000_000,
  dispatch(ctx, { prefix }) {
    ensureRoot(ctx);
    for (const [key] of ctx.state.entries(toHex(prefix))) ctx.state.delete(key);
  },
});

const remark_with_event = call({
  index: 7,
  args: { remark: bytes },
  docs: "Puts bytes into a block and reports their hash.",
  weight: 6_000_000,
  dispatch(ctx, args) {
    const sender = ensureSigned(ctx);
    ctx.emit(events.make.Remarked({ sender, hash: toHex(blake2b(args.remark, { dkLen: 32 })) }));
  },
});

const authorize_upgrade = call({
  index: 9,
  args: { code_hash: h256 },
  docs: "Root allows code to be applied later.",
  class: "Operational",
  dispatch: refuseCode,
});

const authorize_upgrade_without_checks = call({
  index: 10,
  args: { code_hash: h256 },
  docs: "Root allows code to be applied later, without checks.",
  class: "Operational",
  dispatch: refuseCode,
});

const apply_authorized_upgrade = call({
  index: 11,
  args: { code: bytes },
  docs: "Applies authorised code.",
  class: "Operational",
  dispatch: () => fail(errors.NothingAuthorized),
});

export const calls = {
  remark,
  set_heap_pages,
  set_code,
  set_code_without_checks,
  set_storage,
  kill_storage,
  kill_prefix,
  remark_with_event,
  authorize_upgrade,
  authorize_upgrade_without_checks,
  apply_authorized_upgrade,
};
