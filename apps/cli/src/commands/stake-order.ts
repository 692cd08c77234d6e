import type { SubtensorClient, TxReceipt } from "@taostack/chain";
import { CodedError, isCodedError, parseTao, RAO_PER_TAO, type Rao } from "@taostack/primitives";
import type { Wallet } from "@taostack/wallet";
import { addressOf, type NamedAccount, openContextWallet, resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { cliError, invalidArgument } from "../errors.js";
import { netuidOf } from "../numbers.js";
import type { SendOptions } from "../send-write.js";
import { settings } from "../settings/table.js";
import { quoteBuy, quoteSell, type SimulatedTrade } from "../trade.js";

export interface StakeOptions extends SendOptions {
  readonly netuid?: string;
  readonly to?: string;
  readonly from?: string;
  readonly slippage?: string;
}

/** Whose stake it is and where, as the arguments say. */
export interface Order {
  readonly wallet: Wallet;
  readonly coldkey: string;
  readonly hotkey: string;
  readonly hotkeyLabel: string;
  readonly netuid: number;
  /** Percent, times 10^9. */
  readonly tolerance: bigint;
}

/** An order on a subnet that was looked up. */
export interface OpenOrder extends Order {
  readonly subnetName: string;
  readonly symbol: string;
  /** Rao for one alpha. */
  readonly price: Rao;
}

/** Reads the arguments; nothing is asked of the chain. */
export async function readOrder(context: Context, options: StakeOptions, hotkey: string | undefined): Promise<Order> {
  const netuid = netuidOf(options.netuid ?? "");
  const tolerance = toleranceOf(options.slippage ?? context.setting("slippage")?.value ?? settings.slippage.default);
  const wallet = await openContextWallet(context);
  const coldkey = await addressOf(context, wallet, "coldkey");
  const target: NamedAccount = await resolveAccount(context, hotkey, "hotkey");
  return { wallet, coldkey, hotkey: target.address, hotkeyLabel: target.label, netuid, tolerance };
}

/** @throws `chain/subnet_not_found`. */
export async function openOrder(client: SubtensorClient, order: Order): Promise<OpenOrder> {
  const { name, symbol, price } = await client.subnets.info(order.netuid);
  return { ...order, subnetName: name, symbol, price };
}

function toleranceOf(text: string): bigint {
  const tolerance = parseTao(text.replace(/\s*%$/, ""));
  if (tolerance < 100n * RAO_PER_TAO) return tolerance;
  throw invalidArgument("--slippage", text, "It takes a percentage below 100, such as 0.5.");
}

type Direction = "buy" | "sell";

/** What the pool would give now. @throws `cli/no_quote` where it gives nothing. */
export async function simulate(
  client: SubtensorClient,
  direction: Direction,
  { netuid, subnetName }: OpenOrder,
  amount: Rao,
): Promise<SimulatedTrade> {
  const method = direction === "buy" ? "sim_swap_tao_for_alpha" : "sim_swap_alpha_for_tao";
  type Fields = "taoAmount" | "alphaAmount" | "taoFee" | "alphaFee" | "taoSlippage" | "alphaSlippage";
  const found = await client.chain.runtimeCall<Record<Fields, bigint>>("SwapRuntimeApi", method, [netuid, amount]);
  const [received, fee, slippage] =
    direction === "buy"
      ? [found.alphaAmount, found.taoFee, found.alphaSlippage]
      : [found.taoAmount, found.alphaFee, found.taoSlippage];
  if (received > 0n) return { paid: amount, fee, received, slippage };
  throw cliError(
    { code: "cli/no_quote", netuid },
    `The pool of subnet ${netuid} ${subnetName} gives nothing for this amount.`,
    "Try another amount, or wait until the subnet has been started.",
  );
}

/** @throws `cli/insufficient_stake`. */
export function requireStake(
  context: Context,
  { hotkeyLabel, netuid, symbol, wallet }: OpenOrder,
  { held, amount }: { readonly held: Rao; readonly amount: Rao },
): void {
  if (held > 0n && amount <= held) return;
  throw cliError(
    { code: "cli/insufficient_stake", held, amount },
    `${wallet.name} holds ${context.amount(held, symbol)} on ${hotkeyLabel} in subnet ${netuid}.`,
    "Unstake less, or `all`; `tao stake list` shows what is where.",
  );
}

interface Preview {
  readonly direction: Direction;
  readonly trade: SimulatedTrade;
  /** What is there to pay from. */
  readonly from: string;
}

interface ExplainedTrade {
  readonly lines: readonly string[];
  /** That the chain is to hold to. */
  readonly limitPrice: Rao;
}

/** The trade in lines for who confirms it. */
export function explainTrade(context: Context, order: OpenOrder, { direction, trade, from }: Preview): ExplainedTrade {
  const { price, tolerance, symbol, netuid, subnetName, hotkeyLabel } = order;
  const buying = direction === "buy";
  const { limitPrice, atLeast, slippagePercent } = (buying ? quoteBuy : quoteSell)(trade, price, tolerance);
  const [paidIn, gotIn] = buying ? ["τ", symbol] : [symbol, "τ"];
  const percent = `${Number(tolerance) / 1e9} %`;
  const lines = [
    `you pay        ${context.payment(trade.paid, paidIn)}   from  ${from}`,
    `you receive    ≈ ${context.amount(trade.received, gotIn)}   at  ${context.amount(price)} each, slippage ${slippagePercent.toFixed(2)} %, fee ${context.amount(trade.fee, paidIn)}`,
    `not less than  ${context.amount(atLeast, gotIn)}   (limit ${percent}; --slippage to change)`,
    `${buying ? "on  " : "from"}           ${hotkeyLabel}`,
    `subnet         ${netuid} ${subnetName}`,
  ];
  return { lines, limitPrice };
}

/** The chain's refusals of a price, with what to do about it here. */
export async function withinLimit<R>(sending: Promise<R>): Promise<R> {
  try {
    return await sending;
  } catch (error) {
    if (!isCodedError(error) || !/^chain\/(PriceLimitExceeded|SlippageTooHigh)$/.test(error.code)) throw error;
    const remedy = "Nothing was traded. Run it again for the price of now, or allow more with --slippage.";
    throw new CodedError(error.data, error.message, { remedy, cause: error });
  }
}

interface DoneTrade {
  readonly did: string;
  readonly amount: Rao;
  readonly receipt: TxReceipt;
}

export async function reportTrade(
  context: Context,
  client: SubtensorClient,
  { coldkey, hotkey, netuid, symbol }: OpenOrder,
  { did, amount, receipt: { blockNumber, extrinsicHash, fee } }: DoneTrade,
): Promise<void> {
  const stake = await client.staking.stakeOf({ coldkey, hotkey, netuid });
  context.result({ coldkey, hotkey, netuid, amount, stake, fee, blockNumber, extrinsicHash }, [
    `${did} in block ${blockNumber}, fee ${context.amount(fee)}; the position now holds ${context.amount(stake, symbol)}`,
  ]);
}
