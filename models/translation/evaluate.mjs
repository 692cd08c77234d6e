// Translates the held-out sentences with every variant, through the same code that serves them, and prints the tables of the cards:
// node translation/evaluate.mjs [model …]. After a build and make-corpus.mjs.
import { readFileSync } from "node:fs";
import { corpusBleu, corpusChrf, languages, translation } from "../../packages/commodities/dist/index.js";

const chosen = process.argv.slice(2);
const names = chosen.length > 0 ? chosen : ["tao-translate", "tao-translate-small", "tao-translate-mini"];
const dtypes = ["fp32", "q8"];

const examples = readFileSync(new URL(".work/held-out.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .map(({ from, to, messages: [question, answer] }) => ({
    from,
    to,
    text: question.content.slice(">>xx<< ".length),
    reference: answer.content,
  }));

async function translated(name, dtype) {
  const model = await translation.loadModel(`${import.meta.dirname}/../${name}`, { dtype });
  const started = performance.now();
  const answers = [];
  for (const { text, from, to } of examples) {
    answers.push((await model.translate({ text, sourceLanguage: from, targetLanguage: to })).text);
  }
  const ms = (performance.now() - started) / examples.length;
  await model.dispose();
  return { answers, ms };
}

function figures(answers, belongs) {
  const places = examples.flatMap((example, index) => (belongs(example) ? [index] : []));
  const given = places.map((index) => answers[index]);
  const wanted = places.map((index) => [examples[index].reference]);
  const exact = given.filter((text, index) => text === wanted[index][0]).length / given.length;
  return { chrf: corpusChrf(given, wanted), bleu: corpusBleu(given, wanted), exact };
}

for (const name of names) {
  for (const dtype of dtypes) {
    const { answers, ms } = await translated(name, dtype);
    const { chrf, bleu, exact } = figures(answers, () => true);
    const share = (100 * exact).toFixed(1);
    console.log(
      `\n${name}, ${dtype}: chrF++ ${chrf.toFixed(1)}, BLEU ${bleu.toFixed(1)}, exact ${share} %, ${ms.toFixed(0)} ms each\n`,
    );
    console.log(
      `| chrF++ from ↓ to → | ${languages.join(" | ")} |\n| --- | ${languages.map(() => "---:").join(" | ")} |`,
    );
    for (const from of languages) {
      const row = languages.map((to) =>
        from === to ? "" : figures(answers, (example) => example.from === from && example.to === to).chrf.toFixed(1),
      );
      console.log(`| ${from} | ${row.join(" | ")} |`);
    }
  }
}
