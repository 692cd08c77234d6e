import type { Context } from "../context.js";
import { cliError } from "../errors.js";
import { findGateway, type GatewayOptions } from "../find-gateway.js";
import { askGateway, type Provenance } from "../gateway-client.js";
import { minerLines, provenanceResult } from "../provenance.js";
import { plainText } from "../view/format.js";

interface TranslateOptions extends GatewayOptions {
  /** Languages; the parser asks for both. */
  readonly from?: string;
  readonly to?: string;
}

interface Translation {
  readonly text: string;
  readonly taostack: Provenance;
}

/** Prints the winner's translation to standard output; who took part goes to standard error. */
export async function translate(context: Context, words: readonly string[], options: TranslateOptions): Promise<void> {
  const text = words.join(" ");
  if (text.trim() === "") {
    const remedy = 'Write it after the command: tao translate "Good morning" --from en --to de';
    throw cliError({ code: "cli/empty_prompt" }, "The text is empty.", remedy);
  }
  const body = { text, source: options.from, target: options.to };
  const { text: translated, taostack } = await askGateway<Translation>(
    await findGateway(context, options),
    "translations",
    body,
  );
  context.result({ text: translated, ...provenanceResult(taostack) }, [plainText(translated)]);
  if (!context.options.json) for (const line of minerLines(taostack)) context.note(line);
}
