// Loads a model folder with transformers.js, as a user would, and prints its answers: node models/smoke.mjs [folder] [dtype]
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(resolve(here, ".work/package.json"));
const { AutoModelForCausalLM, AutoTokenizer, env } = await import(
  pathToFileURL(require.resolve("@huggingface/transformers")).href
);
const [folder = "tao-text", dtype = "fp32"] = process.argv.slice(2);
const questions = [
  "What is a subnet?",
  "what does a validator do",
  "Who are you?",
  "What is 34 plus 27?",
  "Reverse the order of these words: apple river stone cloud",
  "Belda lives in Velton. Tamin lives in Ashford. Where does Tamin live?",
  "Who won the world cup?",
];

env.localModelPath = `${here}/`;
env.allowRemoteModels = false;
const tokenizer = await AutoTokenizer.from_pretrained(folder);
const model = await AutoModelForCausalLM.from_pretrained(folder, { dtype });
for (const content of questions) {
  const inputs = tokenizer.apply_chat_template([{ role: "user", content }], {
    add_generation_prompt: true,
    return_dict: true,
  });
  const output = await model.generate({ ...inputs, max_new_tokens: 64 });
  const answer = output.slice(null, [inputs.input_ids.dims[1], null]);
  console.log(`${content}\n  ${tokenizer.batch_decode(answer, { skip_special_tokens: true })[0]}`);
}
await model.dispose();
