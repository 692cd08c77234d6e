import {
  type AnyUnaryCommodity,
  type ServingOptions,
  type TranslationMarket,
  translatingOnce,
  translation,
  type UnaryCommodity,
  type UnaryMarket,
  type VisionMarket,
  vision,
} from "@taostack/commodities";
import { runUnaryRound } from "./competition/unary-round.js";
import { type DeskHandlers, unaryDeskOptions } from "./desk.js";
import type { Judging } from "./judging.js";
import type { MarketSide } from "./market.js";
import type { ValidatorConfig } from "./options.js";
import { UnaryDesk } from "./organic-unary.js";
import { type UnaryUserMarket, usersOf } from "./users-of.js";

/** A market of somebody's own. Gateways do not know how to ask for it: it is judged by challenges alone. */
export async function openOwn(
  commodity: AnyUnaryCommodity,
  config: ValidatorConfig,
  judging: Judging,
): Promise<MarketSide> {
  const reference = await loadReference(commodity, config);
  return judgingBy(commodity, reference, config, judging);
}

export async function openTranslation(config: ValidatorConfig, judging: Judging): Promise<MarketSide> {
  const reference = translatingOnce(await loadReference<TranslationMarket>(translation, config));
  return answeringUsers<TranslationMarket>(translation, reference, config, judging, (desk) => ({
    translate: (request, context) => desk.answer(request, context),
  }));
}

export async function openVision(config: ValidatorConfig, judging: Judging): Promise<MarketSide> {
  const reference = await loadReference<VisionMarket>(vision, config);
  return answeringUsers<VisionMarket>(vision, reference, config, judging, (desk) => ({
    recognise: (request, context) => desk.answer(request, context),
  }));
}

function answeringUsers<M extends UnaryUserMarket>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  config: ValidatorConfig,
  judging: Judging,
  handlersOf: (desk: UnaryDesk<M["Request"], M["Answer"]>) => DeskHandlers,
): MarketSide {
  const users = usersOf(commodity, reference, judging.random);
  const desk = new UnaryDesk(users, unaryDeskOptions(config), judging);
  const side = judgingBy(commodity, reference, config, judging);
  return { ...side, desk, handlers: handlersOf(desk), dispose: () => desk.stop().then(side.dispose) };
}

function judgingBy<M extends UnaryMarket>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  config: ValidatorConfig,
  judging: Judging,
): MarketSide {
  const options = { timeoutMs: config.answerTimeoutMs };
  const modules = { ...judging, watch: commodity.createWatch?.() };
  return {
    commodity: commodity.name,
    card: reference.card,
    examine: (miners, signal) => runUnaryRound(commodity, reference, miners, modules, options, signal),
    desk: undefined,
    handlers: {},
    dispose: () => reference.dispose(),
  };
}

const loadReference = <M extends UnaryMarket>(
  commodity: UnaryCommodity<M>,
  config: ValidatorConfig,
): Promise<M["Model"]> => commodity.loadModel(config.model ?? commodity.referenceModel, referenceOptions(config));

/** The line before the reference model is as long as everything that may wait in it: no miner suffers from our being busy. */
export const referenceOptions = ({
  threads,
  maxOrganic,
  organicMiners,
  sampleSize,
}: ValidatorConfig): ServingOptions => ({
  threads,
  maxConcurrent: 8,
  maxQueue: 2 * maxOrganic * organicMiners + sampleSize,
});
