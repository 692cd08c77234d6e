import { innerCall, type PlainCall } from "../runtime/decode-call.js";
import { type SpendingRule, spendingOf } from "./spending.js";

/** What a transaction would do, with all calls inside it. */
export interface Intent {
  /** Calls that a policy does not judge. */
  readonly unjudged: readonly string[];
  /** Rao that stand in it. */
  readonly tao: bigint;
  readonly alpha: readonly { readonly netuid: number; readonly amount: bigint }[];
  /** What has to be read from the chain. */
  readonly prices: readonly {
    readonly price: NonNullable<SpendingRule["price"]>;
    readonly netuid: number | undefined;
  }[];
  readonly netuids: readonly number[];
  readonly everySubnet: boolean;
  /** ss58. */
  readonly destinations: readonly string[];
}

const NONE: Intent = {
  unjudged: [],
  tao: 0n,
  alpha: [],
  prices: [],
  netuids: [],
  everySubnet: false,
  destinations: [],
};

/** @param allowed - Calls that need no judging. */
export function intentOf(plain: PlainCall, allowed: readonly string[]): Intent {
  if (allowed.includes(plain.call)) return NONE;
  const rule = spendingOf(plain.call);
  if (rule === undefined) return { ...NONE, unjudged: [plain.call] };
  const inner = (rule.inner ?? []).flatMap((name) => callsIn(plain.args[name]));
  return inner.map((call) => intentOf(call, allowed)).reduce(together, ownIntent(rule, plain));
}

function ownIntent(rule: SpendingRule, { args }: PlainCall): Intent {
  const { tao, alpha, price, to = [], netuids = [], everySubnet = false } = rule;
  const subnets = netuids.flatMap((name) => [args[name] ?? []].flat()).map(Number);
  return {
    unjudged: [],
    tao: tao === undefined ? 0n : BigInt(args[tao] as bigint),
    alpha:
      alpha === undefined ? [] : [{ netuid: Number(args[alpha.netuid]), amount: BigInt(args[alpha.amount] as bigint) }],
    prices: price === undefined ? [] : [{ price, netuid: subnets[0] }],
    netuids: subnets,
    everySubnet,
    destinations: to.flatMap((name) => accountsIn(args[name])),
  };
}

const together = (a: Intent, b: Intent): Intent => ({
  unjudged: [...a.unjudged, ...b.unjudged],
  tao: a.tao + b.tao,
  alpha: [...a.alpha, ...b.alpha],
  prices: [...a.prices, ...b.prices],
  netuids: [...a.netuids, ...b.netuids],
  everySubnet: a.everySubnet || b.everySubnet,
  destinations: [...a.destinations, ...b.destinations],
});

const callsIn = (value: unknown): PlainCall[] => (value === undefined ? [] : [value].flat().map(innerCall));

/** An address, an account's address in one of its forms, or nothing. */
function accountsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  const { type, value: account } = (value ?? {}) as { type?: string; value?: unknown };
  if (type === undefined) return [];
  return [type === "Id" && typeof account === "string" ? account : `${type} ${String(account)}`];
}
