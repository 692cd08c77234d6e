import type { SubtensorClient } from "@taostack/chain";
import type { OperationName } from "@taostack/chain/operations";
import { type Rao, rao } from "@taostack/primitives";
import type { Context } from "../context.js";
import { cliError } from "../errors.js";

export interface QuoteRequest {
  readonly context: Context;
  readonly client: SubtensorClient;
  /** Checked. */
  readonly args: Readonly<Record<string, unknown>>;
  /** ss58 of the coldkey. */
  readonly coldkey: string;
}

/** Lines such as `you receive    ≈ τ 1.2`. */
type Quote = (request: QuoteRequest) => Promise<readonly string[]>;

/** What a write costs or gives besides its fee, where the arguments alone do not say it. */
export const quotes: Readonly<Partial<Record<OperationName, Quote>>> = {
  "staking.move": (request) => exchange(request),
  "staking.transfer": (request) => exchange(request),
  "staking.swap": (request) => exchange(request),
  "staking.removeAll": async (request) => {
    const { client, coldkey } = request;
    const { hotkey, netuid } = request.args as { hotkey: string; netuid: number };
    return sale(request, netuid, await client.staking.stakeOf({ hotkey, coldkey, netuid }));
  },
  "staking.unstakeAll": (request) => saleOfAll(request, () => true),
  "staking.unstakeAllAlpha": (request) => saleOfAll(request, (netuid) => netuid !== 0),
  "staking.buyAndBurn": async ({ context, client, args }) => {
    const { netuid, amount } = args as { netuid: number; amount: Rao };
    const { received, slippage, fee } = await client.operations.swap.simulateBuy({ netuid, amount });
    return [`you burn       ≈ ${context.amount(received, "α")}   ${tradeText(context, slippage, fee, "τ")}`];
  },
  "keys.swapHotkey": ({ context, client }) => swapCost(context, client),
  "keys.announceColdkeySwap": ({ context, client }) => swapCost(context, client),
  "subnets.createOnLease": async ({ context, client }) => [
    `creation cost  ${context.payment(await client.subnets.lockCost())}   from the crowdloan`,
  ],
};

const noQuote = (netuid: number) =>
  cliError(
    { code: "cli/no_quote", netuid },
    `The pool of subnet ${netuid} gives nothing for this amount.`,
    "Check that there is such a subnet and that it has been started, or try another amount.",
  );

const tradeText = (context: Context, slippage: number, fee: bigint, symbol: string): string =>
  `slippage ${(slippage * 100).toFixed(2)} %, fee of the pool ${context.amount(fee, symbol)}`;

/** Stake that goes to another subnet is sold there and bought here. */
async function exchange({ context, client, args }: QuoteRequest): Promise<string[]> {
  const { fromNetuid, toNetuid, amount } = args as { fromNetuid: number; toNetuid: number; amount: Rao };
  if (fromNetuid === toNetuid) return [];
  const { swap } = client.operations;
  const sold = await swap.simulateSell({ netuid: fromNetuid, amount });
  const bought = await swap.simulateBuy({ netuid: toNetuid, amount: sold.received });
  if (bought.received === 0n) throw noQuote(toNetuid);
  const slippage = 1 - (1 - sold.slippage) / (1 + bought.slippage);
  return [
    `sold for       ≈ ${context.amount(sold.received)}   on subnet ${fromNetuid}`,
    `which buys     ≈ ${context.amount(bought.received, "α")}   on subnet ${toNetuid}; ${tradeText(context, slippage, sold.fee, "α")}`,
  ];
}

async function sale({ context, client }: QuoteRequest, netuid: number, amount: Rao): Promise<string[]> {
  if (amount === 0n) return [`you hold       nothing there on subnet ${netuid}`];
  const { received, slippage, fee } = await client.operations.swap.simulateSell({ netuid, amount });
  const what = `${context.amount(amount, "α")} of subnet ${netuid}`;
  return [`you receive    ≈ ${context.amount(received)}   for ${what}; ${tradeText(context, slippage, fee, "α")}`];
}

async function saleOfAll(request: QuoteRequest, isSold: (netuid: number) => boolean): Promise<string[]> {
  const { client, coldkey, args } = request;
  const positions = (await client.staking.list(coldkey)).filter(
    ({ hotkey, netuid }) => hotkey === args.hotkey && isSold(netuid),
  );
  if (positions.length === 0) return ["you hold       nothing on that hotkey"];
  return (await Promise.all(positions.map(({ netuid, stake }) => sale(request, netuid, rao(stake))))).flat();
}

async function swapCost(context: Context, client: SubtensorClient): Promise<string[]> {
  const { cost } = await client.operations.keys.swapCost({});
  return [`you pay        ${context.payment(cost)}   for good`];
}
