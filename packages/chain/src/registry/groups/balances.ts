import { group, read, write } from "../operation.js";
import { account, boolean, coldkey, count, list, required, struct, tao, withDefault } from "../types/build.js";

const balance = {
  free: required(tao, "what the account has, less what is reserved"),
  reserved: required(tao, "set aside for deposits"),
  frozen: required(tao, "part of the free balance that cannot be spent"),
  transferable: required(tao, "what can be sent if the account is to stay alive"),
  nonce: required(count, "transactions that the account has sent"),
};

export const balances = group("TAO on accounts.", {
  get: read({
    summary: "The balance of an account; all zero for one that the chain does not know.",
    arguments: { address: required(account, "whose balance") },
    result: struct(balance),
    uses: { storage: ["System.Account"], constants: ["Balances.ExistentialDeposit"] },
  }),
  list: read({
    summary: "The balances of several accounts, from one block, in the order of asking.",
    arguments: { addresses: required(list(account, 1_000), "whose balances") },
    result: list(struct({ address: required(account, "whose balance"), ...balance })),
    uses: { storage: ["System.Account"], constants: ["Balances.ExistentialDeposit"] },
  }),
  existentialDeposit: read({
    summary: "The least that an account has to hold.",
    arguments: {},
    result: tao,
    uses: { constants: ["Balances.ExistentialDeposit"] },
  }),
  issuance: read({
    summary:
      "All TAO that there is, as the chain's balances and its rules of emission count it, and the part that is staked.",
    arguments: {},
    result: struct({
      balances: required(tao, "on accounts and in the subnets' pools"),
      subtensor: required(tao, "what emission goes by"),
      staked: required(tao, "in the subnets' pools and on root"),
    }),
    uses: { storage: ["Balances.TotalIssuance", "SubtensorModule.TotalIssuance", "SubtensorModule.TotalStake"] },
  }),
  transfer: write({
    summary: "Sends TAO to an account.",
    signedBy: "any",
    spends: "tao",
    arguments: {
      to: required(coldkey, "who receives it"),
      amount: required(tao, "how much"),
      allowDeath: withDefault(boolean, false, "end the sender's account if less than the existential deposit is left"),
    },
    calls: ["Balances.transfer_keep_alive", "Balances.transfer_allow_death"],
    build: ({ to, amount, allowDeath }) => ({
      call: allowDeath ? "Balances.transfer_allow_death" : "Balances.transfer_keep_alive",
      args: { dest: to, value: amount },
    }),
  }),
  transferAll: write({
    summary: "Sends all TAO of the signer that is free to an account.",
    signedBy: "any",
    spends: "tao",
    arguments: {
      to: required(coldkey, "who receives it"),
      keepAlive: withDefault(boolean, false, "leave the existential deposit, so that the account stays"),
    },
    calls: ["Balances.transfer_all"],
    build: ({ to, keepAlive }) => ({ call: "Balances.transfer_all", args: { dest: to, keep_alive: keepAlive } }),
  }),
  burn: write({
    summary: "Destroys TAO of the signer.",
    signedBy: "any",
    spends: "burn",
    arguments: {
      amount: required(tao, "how much"),
      keepAlive: withDefault(boolean, true, "refuse if the account would end by it"),
    },
    calls: ["Balances.burn"],
    build: ({ amount, keepAlive }) => ({ call: "Balances.burn", args: { value: amount, keep_alive: keepAlive } }),
  }),
});
