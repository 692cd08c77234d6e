import type { Context } from "../context.js";
import { cliError } from "../errors.js";
import { findGateway, type GatewayOptions } from "../find-gateway.js";
import { type Provenance, streamChat } from "../gateway-client.js";
import { decimalNumber, wholeNumber } from "../numbers.js";
import { minerLines, provenanceResult } from "../provenance.js";
import { plainText } from "../view/format.js";

interface AskOptions extends GatewayOptions {
  readonly model?: string;
  readonly maxTokens?: string;
  readonly temperature?: string;
}

const DEFAULT_MODEL = "tao-text";

/** Streams the winner's answer to standard output; who took part goes to standard error. */
export async function ask(context: Context, words: readonly string[], options: AskOptions): Promise<void> {
  const request = readRequest(words, options);
  const address = await findGateway(context, options);
  const model = options.model ?? address.models?.[0] ?? DEFAULT_MODEL;
  const { surroundings, options: common } = context;
  let text = "";
  let provenance: Provenance | undefined;
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

const toJson = (model: string, text: string, provenance: Provenance | undefined) => ({
  model,
  text,
  ...provenanceResult(provenance),
});
