import { gatewayError } from "../errors.js";
import { invalid, isRecord } from "./read-value.js";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

const MAX_MESSAGES = 1_000;

/** OpenAI's roles, and what they are on the wire. */
const roles: Readonly<Record<string, ChatMessage["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
};

/** @throws `gateway/invalid_request` for another shape, `gateway/empty_prompt` where nothing is said. */
export function readMessages(value: unknown): readonly ChatMessage[] {
  if (!Array.isArray(value)) throw invalid("messages", "`messages` is not a list.");
  if (value.length > MAX_MESSAGES) {
    throw invalid("messages", `There are ${value.length} messages.`, `Send ${MAX_MESSAGES} at most.`);
  }
  const messages = value.map(readMessage);
  if (messages.every(({ content }) => content.trim() === "")) {
    throw gatewayError({ code: "gateway/empty_prompt", param: "messages" }, "The prompt is empty.", {
      remedy: "Send at least one message with text in it.",
    });
  }
  return messages;
}

function readMessage(message: unknown, index: number): ChatMessage {
  const param = `messages[${index}]`;
  if (!isRecord(message)) throw invalid(param, `\`${param}\` is not an object.`);
  const role = typeof message.role === "string" && Object.hasOwn(roles, message.role) ? roles[message.role] : undefined;
  if (role === undefined) {
    throw invalid(`${param}.role`, `\`${param}.role\` is not one that is known.`, "Use system, user or assistant.");
  }
  return { role, content: readContent(message.content, `${param}.content`) };
}

function readContent(content: unknown, param: string): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) throw invalid(param, `\`${param}\` is not text.`);
  const texts = content.map((part: unknown) => {
    if (isRecord(part) && part.type === "text" && typeof part.text === "string") return part.text;
    throw invalid(param, `\`${param}\` has a part that is not text.`, "This model reads text only.");
  });
  return texts.join("\n");
}
