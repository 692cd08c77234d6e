import { bundledModelPath, text } from "@taostack/commodities";
import { CodedError, describeError } from "@taostack/primitives";
import { duration } from "../view/format.js";
import { type Finding, notesOf } from "./finding.js";

const MODEL = "tao-text-mini";

/** A model that comes with the stack: there, loads, and says a word. It shows that the engine works on this machine. */
export async function checkModel(): Promise<Finding> {
  const notes = notesOf("model");
  const begun = performance.now();
  try {
    bundledModelPath(MODEL);
    const model = await text.loadModel(MODEL);
    try {
      const words = model.generate({
        messages: [{ role: "user", content: "Hello" }],
        maxTokens: 1,
        temperature: 0,
        topP: 1,
        seed: 1,
      });
      await words.next();
      await words.return(undefined as never);
    } finally {
      await model.dispose();
    }
    return notes.ok(`${MODEL} loads and answers in ${duration(performance.now() - begun)}`);
  } catch (error) {
    const remedy = error instanceof CodedError ? error.remedy : undefined;
    return notes.fail(
      error instanceof CodedError ? error.message : describeError(error),
      remedy ?? "Install the packages anew; miners and validators need onnxruntime-node on this machine.",
    );
  }
}
