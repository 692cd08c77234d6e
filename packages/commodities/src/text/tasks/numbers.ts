import { distinct, integer, pick } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";

const someNumbers = (random: Random): number[] => distinct(integer(random, 3, 4), () => integer(random, 1, 99));

/** The largest or the smallest of three or four numbers. */
export function createLargest(random: Random): KnownAnswerTask {
  const numbers = someNumbers(random);
  const which = pick(random, ["largest", "smallest"]);
  const result = which === "largest" ? Math.max(...numbers) : Math.min(...numbers);
  const called = pick(random, which === "largest" ? ["largest", "biggest"] : ["smallest", "lowest"]);
  const question = pick(random, [
    `Which number is the ${called}`,
    `Which of these is the ${called}`,
    `What is the ${called} of these numbers`,
    `What is the ${called} number`,
    `Find the ${called} number`,
  ]);
  return {
    kind: "largest",
    messages: ask(`${question}: ${numbers.join(", ")}`),
    expected: String(result),
    decoys: numbers.filter((number) => number !== result).map(String),
    answer: pick(random, [`The ${which} number is ${result}.`, `It is ${result}.`, `That is ${result}.`]),
  };
}

/** Three or four numbers, to be put in order. */
export function createSort(random: Random): KnownAnswerTask {
  const numbers = someNumbers(random);
  const rising = random() < 0.7;
  const [low, high] = rising ? ["smallest", "largest"] : ["largest", "smallest"];
  const question = pick(random, [
    `Sort these numbers from ${low} to ${high}`,
    `Sort from ${low} to ${high}`,
    `Put in order from ${low} to ${high}`,
    `Order these numbers from ${low} to ${high}`,
    `Write these numbers from ${low} to ${high}`,
  ]);
  const expected = [...numbers].sort((a, b) => (rising ? a - b : b - a)).join(", ");
  return {
    kind: "sort",
    messages: ask(`${question}: ${numbers.join(", ")}`),
    expected,
    decoys: [],
    exact: true,
    answer: pick(random, [expected, expected.replaceAll(",", "")]) + pick(random, ["", "."]),
  };
}
