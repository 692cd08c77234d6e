import { fromEvent, group, preparedWrite, read, write } from "../operation.js";
import {
  account,
  any,
  blockNumber,
  blocks32,
  boolean,
  call,
  hash,
  index,
  list,
  oneOf,
  optional,
  required,
  struct,
  tao,
  text,
  u16,
  u32,
  withDefault,
} from "../types/build.js";

export const PROXY_TYPES = [
  "Any",
  "Owner",
  "NonCritical",
  "NonTransfer",
  "Senate",
  "NonFungible",
  "Triumvirate",
  "Governance",
  "Staking",
  "Registration",
  "Transfer",
  "SmallTransfer",
  "RootWeights",
  "ChildKeys",
  "SudoUncheckedSetCode",
  "SwapHotkey",
  "SubnetLeaseBeneficiary",
  "RootClaim",
] as const;

const type = oneOf(...PROXY_TYPES);
const proxy = (name: string, args: Readonly<Record<string, unknown>>) => ({ call: `Proxy.${name}`, args });
const entry = {
  delegate: required(account, "that may act for the signer"),
  type: withDefault(type, "Any", "calls that it may make"),
  delay: withDefault(blocks32, 0, "between its announcing a call and making it"),
};
const acting = {
  real: required(account, "that it acts for"),
  call: required(call, "what to do"),
  type: optional(type, "of the proxy, where the signer has several"),
};

export const proxies = group("Proxies: accounts that may act for others.", {
  list: read({
    summary: "The accounts that may act for an account, and what that holds in reserve.",
    arguments: { account: required(account, "that they act for") },
    result: struct({
      proxies: required(
        list(
          struct({
            delegate: required(account, "that may act"),
            type: required(text, "calls that it may make"),
            delay: required(blocks32, "between announcing and acting"),
          }),
        ),
        "in the chain's order",
      ),
      deposit: required(tao, "in reserve"),
    }),
    uses: { storage: ["Proxy.Proxies"] },
  }),
  announcements: read({
    summary: "The calls that an account has announced to make for others.",
    arguments: { delegate: required(account, "that announced them") },
    result: struct({
      announcements: required(
        list(
          struct({
            real: required(account, "that it acts for"),
            callHash: required(hash, "blake2-256 of the call"),
            block: required(blockNumber, "of the announcement"),
          }),
        ),
        "in the chain's order",
      ),
      deposit: required(tao, "in reserve"),
    }),
    uses: { storage: ["Proxy.Announcements"] },
  }),
  types: read({
    summary: "The types of proxies, and what the chain says each may do.",
    arguments: {},
    result: list(any),
    uses: { apis: ["ProxyFilterRuntimeApi.get_proxy_types"] },
  }),
  deposits: read({
    summary: "What the chain keeps in reserve for proxies and announcements, and how many there may be.",
    arguments: {},
    result: struct({
      base: required(tao, "for any proxies"),
      each: required(tao, "for each of them"),
      most: required(u32, "proxies of one account"),
      announcementBase: required(tao, "for any announcements"),
      announcementEach: required(tao, "for each of them"),
      mostAnnouncements: required(u32, "of one account"),
    }),
    uses: {
      constants: [
        "Proxy.ProxyDepositBase",
        "Proxy.ProxyDepositFactor",
        "Proxy.MaxProxies",
        "Proxy.AnnouncementDepositBase",
        "Proxy.AnnouncementDepositFactor",
        "Proxy.MaxPending",
      ],
    },
  }),
  paysFee: read({
    summary: "Whether an account pays the fees of a proxy that acts for it.",
    arguments: { real: required(account, "that it acts for"), delegate: required(account, "the proxy") },
    result: boolean,
    uses: { storage: ["Proxy.RealPaysFee"] },
  }),
  add: write({
    summary: "Lets an account act for the signer; a deposit stays in reserve meanwhile.",
    signedBy: "any",
    spends: "any",
    arguments: entry,
    calls: ["Proxy.add_proxy"],
    build: ({ delegate, type, delay }) => proxy("add_proxy", { delegate, proxy_type: type, delay }),
  }),
  remove: write({
    summary: "Takes back that an account may act for the signer.",
    signedBy: "any",
    spends: "fee",
    arguments: entry,
    calls: ["Proxy.remove_proxy"],
    build: ({ delegate, type, delay }) => proxy("remove_proxy", { delegate, proxy_type: type, delay }),
  }),
  removeAll: write({
    summary: "Takes back that anyone may act for the signer; of a pure proxy, this loses it for good.",
    signedBy: "any",
    spends: "fee",
    arguments: {},
    calls: ["Proxy.remove_proxies"],
    build: () => proxy("remove_proxies", {}),
  }),
  createPure: write({
    summary: "Makes an account without a key, for which the signer may act.",
    signedBy: "any",
    spends: "lock",
    arguments: { type: entry.type, delay: entry.delay, index: withDefault(u16, 0, "to tell several apart") },
    calls: ["Proxy.create_pure"],
    build: ({ type, delay, index }) => proxy("create_pure", { proxy_type: type, delay, index }),
    outcome: fromEvent(account, "Proxy.PureCreated", 0),
  }),
  killPure: write({
    summary: "Ends a pure proxy, which has to sign it by its proxy; what it holds is lost.",
    signedBy: "any",
    spends: "fee",
    arguments: {
      spawner: required(account, "that made it"),
      height: required(u32, "block in which it was made"),
      extrinsicIndex: required(index, "of the transaction in that block"),
      type: entry.type,
      index: withDefault(u16, 0, "as it was made with"),
    },
    calls: ["Proxy.kill_pure"],
    build: ({ spawner, type, index, height, extrinsicIndex }) =>
      proxy("kill_pure", { spawner, proxy_type: type, index, height, ext_index: extrinsicIndex }),
  }),
  call: write({
    summary: "Makes a call for another account, as its proxy.",
    signedBy: "any",
    spends: "fee",
    arguments: acting,
    calls: ["Proxy.proxy"],
    build: ({ real, call, type }) => proxy("proxy", { real, force_proxy_type: type, call }),
  }),
  announce: preparedWrite({
    summary: "Announces a call that the signer will make for another account, where its proxy has a delay.",
    signedBy: "any",
    spends: "lock",
    arguments: { real: acting.real, call: acting.call },
    calls: ["Proxy.announce"],
    uses: {},
  }),
  callAnnounced: write({
    summary: "Makes an announced call once its delay is over; anyone may sign it.",
    signedBy: "any",
    spends: "any",
    arguments: { delegate: required(account, "that announced it"), ...acting },
    calls: ["Proxy.proxy_announced"],
    build: ({ delegate, real, call, type }) =>
      proxy("proxy_announced", { delegate, real, force_proxy_type: type, call }),
  }),
  removeAnnouncement: write({
    summary: "Takes an announcement of the signer back.",
    signedBy: "any",
    spends: "fee",
    arguments: { real: acting.real, callHash: required(hash, "blake2-256 of the call") },
    calls: ["Proxy.remove_announcement"],
    build: ({ real, callHash }) => proxy("remove_announcement", { real, call_hash: callHash }),
  }),
  rejectAnnouncement: write({
    summary: "Refuses a call that a proxy of the signer has announced.",
    signedBy: "any",
    spends: "fee",
    arguments: {
      delegate: required(account, "that announced it"),
      callHash: required(hash, "blake2-256 of the call"),
    },
    calls: ["Proxy.reject_announcement"],
    build: ({ delegate, callHash }) => proxy("reject_announcement", { delegate, call_hash: callHash }),
  }),
  pokeDeposit: write({
    summary: "Lets the chain count the signer's deposits anew, after it has changed what it asks for.",
    signedBy: "any",
    spends: "lock",
    arguments: {},
    calls: ["Proxy.poke_deposit"],
    build: () => proxy("poke_deposit", {}),
  }),
  setPaysFee: write({
    summary: "Says whether the signer pays the fees of a proxy that acts for it.",
    signedBy: "any",
    spends: "lock",
    arguments: { delegate: required(account, "the proxy"), paysFee: required(boolean, "the signer pays") },
    calls: ["Proxy.set_real_pays_fee"],
    build: ({ delegate, paysFee }) => proxy("set_real_pays_fee", { delegate, pays_fee: paysFee }),
  }),
});
