import { readFile } from "node:fs/promises";
import OpenAI from "openai";

const { gateway } = JSON.parse(await readFile(".taostack/up.json", "utf8"));
const client = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: gateway.apiKey });
const stream = await client.chat.completions.create({
  model: "tao-text",
  messages: [{ role: "user", content: "What is a subnet?" }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");
