// Measures the bundled vision models as a validator would: fresh challenges, answered through the code that serves the wire. Their
// seeds are those of no image that a model learnt from.
//   node models/vision/evaluate.mjs [images] [model …]
import {
  answerVision,
  createVisionChallenge,
  defaultVisionLimits,
  summariseVision,
  vision,
} from "../../packages/commodities/dist/index.js";

const [count = "4000", ...chosen] = process.argv.slice(2);
const names = chosen.length > 0 ? chosen : ["tao-vision", "tao-vision-small", "tao-vision-mini"];
const firstSeed = 2 ** 42;
const { signal } = new AbortController();

const number = (value, digits = 3) => value?.toFixed(digits) ?? "";
const percent = (value) => `${(100 * value).toFixed(1)} %`;

console.log("| | accuracy | Brier | log | spherical | ECE | AP | AP50 | AP75 | ECE of boxes | mean score |");
console.log(`| ---${" | ---:".repeat(10)} |`);
for (const name of names) {
  for (const dtype of ["fp32", "q8"]) {
    const model = await vision.loadModel(name, { dtype });
    const answered = [];
    let total = 0;
    for (let index = 0; index < Number(count); index++) {
      const challenge = createVisionChallenge(firstSeed + index);
      const answer = await answerVision(model, challenge.request, defaultVisionLimits, signal);
      total += vision.scoreAnswer({ challenge, answer, reference: {} }).total;
      answered.push({ request: { ...challenge.request, image: new Uint8Array(0) }, check: challenge.check, answer });
    }
    const { classification: named, detection: found } = summariseVision(answered);
    const cells = [
      percent(named.accuracy),
      ...[named.brier, named.log, named.spherical, named.calibration.ece].map((value) => number(value)),
      ...[found.ap, found.ap50, found.ap75, found.calibration.ece, total / Number(count)].map((value) => number(value)),
    ];
    console.log(`| ${name}, ${dtype === "q8" ? "int8" : dtype} | ${cells.join(" | ")} |`);
    await model.dispose();
  }
}
