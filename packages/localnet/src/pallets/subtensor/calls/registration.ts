import { accountId, bytes, u16, u64 } from "../../../scale/index.js";
import { registerNeuron } from "../neurons/register.js";
import { registerOnRoot } from "../root/register.js";
import { signedCall } from "./builders.js";

const register = signedCall({
  index: 6,
  args: { netuid: u16, block_number: u64, nonce: u64, work: bytes, hotkey: accountId, coldkey: accountId },
  docs: "The same as burned_register, for old clients: the fields of the work are ignored.",
  weight: 4_099_872_000,
  run(ctx, coldkey, { netuid, hotkey }) {
    registerNeuron(ctx, { coldkey, hotkey, netuid });
  },
});

const burned_register = signedCall({
  index: 7,
  args: { netuid: u16, hotkey: accountId },
  docs: "The coldkey pays the present price, and the hotkey gets a uid on the subnet.",
  weight: 4_086_815_000,
  run(ctx, coldkey, { netuid, hotkey }) {
    registerNeuron(ctx, { coldkey, hotkey, netuid });
  },
});

const register_limit = signedCall({
  index: 134,
  args: { netuid: u16, hotkey: accountId, limit_price: u64 },
  docs: "As burned_register, unless the price is above the limit (rao).",
  weight: 5_529_200_000,
  run(ctx, coldkey, { netuid, hotkey, limit_price }) {
    registerNeuron(ctx, { coldkey, hotkey, netuid, limit: limit_price });
  },
});

const root_register = signedCall({
  index: 62,
  args: { hotkey: accountId },
  docs: "Puts a hotkey on the root network, in place of the member with the lowest stake if that is full.",
  weight: 2_178_934_000,
  run: (ctx, coldkey, { hotkey }) => registerOnRoot(ctx, coldkey, hotkey),
});

export const registrationCalls = { register, burned_register, register_limit, root_register };
