import type { Context } from "../context.js";
import { cliError, invalidArgument } from "../errors.js";
import { type ChatProvenance, type GatewayAddress, streamChat } from "../gateway-client.js";
import { decimalNumber, wholeNumber } from "../numbers.js";
import { duration, plainText } from "../view/format.js";

interface AskOptions {
  readonly gateway?: string;
  readonly model?: string;
  readonly maxTokens?: string;
  readonly temperature?: string;
}

const DEFAULT_MODEL = "tao-text";

/** Streams the winner's answer to standard output; who took part goes to standard error. */
export async function ask(context: Context, words: readonly string[], options: AskOptions): Promise<void> {
  const request = readRequest(words, options);
  const { model, ...address } = await findGateway(context, options);
  const { surroundings, options: common } = context;
  let text = "";
  let provenance: ChatProvenance | undefined;
  try {
    for await (const chunk of streamChat(address, { ...request, model })) {
      const content = chunk.choices?.[0]?.delta?.content ?? "";
      text += content;
      if (!common.json) surroundings.stdout.write(plainText(content));
      provenance = chunk.taostack ?? provenance;
    }
  } finally {
    // What comes next, an error or a prompt, begins on a line of its own.
    if (!common.json && text !== "") context.print("");
  }
  if (common.json) return context.result(toJson(model, text, provenance), []);
  for (const line of minerLines(provenance)) context.note(line);
}

/** @throws `cli/empty_prompt`, `cli/invalid_argument`. */
function readRequest(words: readonly string[], { maxTokens = "128", temperature }: AskOptions) {
  const content = words.join(" ");
  if (content.trim() === "") {
    throw cliError(
      { code: "cli/empty_prompt" },
      "The prompt is empty.",
      'Write it after the command: tao ask "What is a subnet?"',
    );
  }
  return {
    messages: [{ role: "user", content }],
    max_tokens: wholeNumber("--max-tokens", maxTokens, { min: 1 }),
    ...(temperature === undefined ? {} : { temperature: decimalNumber("--temperature", temperature, 0, 2) }),
  };
}

/** @throws `cli/no_gateway`, `cli/no_api_key`, `cli/invalid_argument`. */
async function findGateway(
  context: Context,
  options: AskOptions,
): Promise<GatewayAddress & { readonly model: string }> {
  const { env } = context.surroundings;
  const running = (await context.upFile())?.gateway;
  const url = baseOf(gatewayOf(context, options) ?? running?.url ?? context.setting("gateway")?.value);
  const isRunning = url === running?.url;
  // The key of the network in this folder goes to no other gateway.
  const key = env.TAO_API_KEY || (isRunning ? running?.apiKey : undefined);
  if (!key) {
    throw cliError(
      { code: "cli/no_api_key", url },
      `There is no API key for ${url}.`,
      "Set TAO_API_KEY to one of its keys.",
    );
  }
  return { url, key, model: options.model ?? (isRunning ? running?.models[0] : undefined) ?? DEFAULT_MODEL };
}

/** By flag or environment; the file comes after the network that runs in this folder. */
function gatewayOf(context: Context, options: AskOptions): string | undefined {
  const given = context.setting("gateway");
  return options.gateway ?? (given?.from === "file" ? undefined : given?.value);
}

function baseOf(address: string | undefined): string {
  if (address === undefined) {
    throw cliError(
      { code: "cli/no_gateway" },
      "No gateway is known, and no network runs in this folder.",
      "Run `tao up` here, or give --gateway and set TAO_API_KEY.",
    );
  }
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw invalidArgument("--gateway", address, "It takes an address such as http://127.0.0.1:8080.");
  }
  return address.replace(/\/*(v1\/*)?$/, "");
}

/** Best score first. */
function minerLines(provenance: ChatProvenance | undefined): string[] {
  const miners = [...(provenance?.miners ?? [])].sort((a, b) => b.score - a.score);
  return miners.map(
    ({ uid, outcome, score, total_ms }) =>
      `  uid ${String(uid).padEnd(3)}  ${plainText(outcome).padEnd(9)}  score ${score.toFixed(2)}  ${duration(total_ms)}`,
  );
}

const toJson = (model: string, text: string, provenance: ChatProvenance | undefined) => ({
  model,
  text,
  requestId: provenance?.request_id,
  validatorHotkey: provenance?.validator_hotkey,
  winnerHotkey: provenance?.winner_hotkey,
  miners: (provenance?.miners ?? []).map(({ first_token_ms, total_ms, ...miner }) => ({
    ...miner,
    firstTokenMs: first_token_ms,
    totalMs: total_ms,
  })),
});
