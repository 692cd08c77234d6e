import { Template } from "@huggingface/jinja";
import type { ChatMessage } from "../text-model.js";

export type RenderChat = (messages: readonly ChatMessage[]) => string;

/** Compiles a Jinja chat template once. The rendered prompt ends where the assistant's answer begins. */
export function createChatTemplate(source: string, specialTokens: Readonly<Record<string, string>>): RenderChat {
  const template = new Template(source);
  return (messages) =>
    template.render({
      ...specialTokens,
      messages: messages.map(({ role, content }) => ({ role, content })),
      add_generation_prompt: true,
    });
}

/** The template of `tokenizer_config.json`: one text, or a list of named ones of which `default` is taken. */
export function chatTemplateOf(config: Readonly<Record<string, unknown>>): string | undefined {
  const template = config.chat_template;
  if (typeof template === "string") return template;
  if (!Array.isArray(template)) return undefined;
  const named = template as { name?: unknown; template?: unknown }[];
  const chosen = named.find(({ name }) => name === "default") ?? named[0];
  return typeof chosen?.template === "string" ? chosen.template : undefined;
}
