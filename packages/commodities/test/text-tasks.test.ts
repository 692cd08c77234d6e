import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createCompletion,
  createOpenQuestion,
  createTask,
  isRightAnswer,
  type KnownAnswerTask,
  seededRandom,
  type TaskKind,
  taskKinds,
  topics,
} from "../src/text/tasks/index.js";

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const taskOf = (kind: TaskKind, seed: number): KnownAnswerTask => createTask(seededRandom(seed), kind);
const promptOf = (task: KnownAnswerTask): string => task.messages.at(-1)?.content ?? "";
const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);
const listIn = (task: KnownAnswerTask): string[] => promptOf(task).split(": ")[1]?.split(/[ ,]+/) ?? [];

describe("seededRandom", () => {
  it("repeats itself for one seed and differs for another, also above 32 bits", () => {
    const draw = (seed: number) => Array.from({ length: 4 }, seededRandom(seed));
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5)).not.toEqual(draw(5 + 2 ** 32));
  });

  it("spreads evenly over [0, 1)", () => {
    const random = seededRandom(1);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500); // five standard deviations
  });
});

describe.each(taskKinds)("the %s task", (kind) => {
  it("is the same for the same seed, ends with the user's message and is passed by its own answer", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const task = taskOf(kind, seed);
        expect(taskOf(kind, seed)).toEqual(task);
        expect(task.kind).toBe(kind);
        expect(task.messages.at(-1)?.role).toBe("user");
        expect(isRightAnswer(task, task.answer)).toBe(true);
        expect(isRightAnswer(task, ` ${task.answer.toUpperCase()}\n`)).toBe(true);
      }),
    );
  });

  it("is not passed by the question itself, by silence, or by the answer to another one", () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, otherSeed) => {
        const [task, other] = [taskOf(kind, seed), taskOf(kind, otherSeed)];
        expect(isRightAnswer(task, promptOf(task))).toBe(false);
        expect(isRightAnswer(task, "")).toBe(false);
        // Two seeds may be equal, or give one answer in two wordings: then it is no other one.
        fc.pre(other.expected !== task.expected && !other.answer.includes(task.expected));
        expect(isRightAnswer(task, other.answer)).toBe(false);
      }),
    );
  });

  it("hardly ever comes twice", () => {
    const random = seededRandom(3);
    const prompts = new Set(Array.from({ length: 1000 }, () => JSON.stringify(createTask(random, kind).messages)));
    expect(prompts.size).toBeGreaterThan(970);
  });
});

describe("the expected answers", () => {
  function check(kind: TaskKind, expected: (task: KnownAnswerTask) => string): void {
    const property = fc.property(seeds, (seed) => {
      const task = taskOf(kind, seed);
      expect(task.expected).toBe(expected(task));
    });
    fc.assert(property);
  }

  it("add and subtract the numbers in the question", () => {
    check("sum", (task) => String(numbersIn(promptOf(task)).reduce((a, b) => a + b)));
    check("difference", (task) => String(Math.abs(numbersIn(promptOf(task)).reduce((a, b) => a - b))));
    check("product", (task) => String(numbersIn(promptOf(task)).reduce((a, b) => a * b)));
  });

  it("stand in the passage for reading and lookup", () => {
    for (const kind of ["reading", "lookup"] as const) {
      fc.assert(
        fc.property(seeds, (seed) => {
          const task = taskOf(kind, seed);
          expect(task.messages[0]?.content).toContain(task.answer.replace(/^[\w ]+: /, ""));
          expect(task.answer).toContain(task.expected);
        }),
      );
    }
  });

  it("are the words of the list, turned, counted or chosen", () => {
    check("reverse", (task) => listIn(task).reverse().join(" "));
    check("count", (task) => String(listIn(task).length));
    check("pick", (task) => {
      const place = /first|second|last/.exec(promptOf(task))?.[0];
      return listIn(task).at(place === "first" ? 0 : place === "second" ? 1 : -1) ?? "";
    });
    fc.assert(
      fc.property(seeds, (seed) => {
        const [removed, replaced] = [taskOf("remove", seed), taskOf("replace", seed)];
        expect(removed.expected.split(" ").length).toBe(listIn(removed).length - 1);
        expect(replaced.expected.split(" ").filter((word) => !listIn(replaced).includes(word)).length).toBe(1);
      }),
    );
  });

  it("stand in the sentence for extraction, beside others that are wrong", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { messages, expected, decoys } = taskOf("extract", seed);
        for (const part of [expected, ...decoys]) expect(messages[0]?.content).toContain(part);
        expect(decoys.length).toBeGreaterThan(0);
        expect(decoys).not.toContain(expected);
      }),
    );
  });

  it("are the sentence in another form for rewriting", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const task = taskOf("rewrite", seed);
        const [instruction, given = ""] = promptOf(task).split(": ");
        expect(task.answer).not.toBe(given);
        if (/polite/.test(instruction!)) expect(task.answer).toMatch(/^Could you please [a-z ]+\?$/);
        else if (/past/.test(instruction!)) expect(task.answer).toMatch(/ (\w+ed|saw|bought) /);
        else if (/question/.test(instruction!)) expect(task.answer).toMatch(/^Does .*\?$/);
        else expect(task.answer).toContain(" does not ");
      }),
    );
  });

  it("are the numbers of the list, compared", () => {
    const ordered = (task: KnownAnswerTask): number[] => numbersIn(promptOf(task)).sort((a, b) => a - b);
    check("largest", (task) => String(ordered(task).at(/largest|biggest/.test(promptOf(task)) ? -1 : 0)));
    check("sort", (task) => {
      const rising = promptOf(task).includes("smallest to largest");
      return (rising ? ordered(task) : ordered(task).reverse()).join(", ");
    });
  });
});

describe("isRightAnswer", () => {
  const sum = { expected: "61", decoys: [], answer: "34 + 27 = 61." };

  it("takes the bare answer and a short sentence around it", () => {
    expect(isRightAnswer(sum, "61")).toBe(true);
    expect(isRightAnswer(sum, "The answer is 61.")).toBe(true);
  });

  it("refuses part of a number and a list of guesses", () => {
    expect(isRightAnswer(sum, "161")).toBe(false);
    expect(isRightAnswer(sum, "58 59 60 61 62 63 64 65")).toBe(false);
  });

  it("refuses an answer that names a wrong candidate as well", () => {
    const pick = { expected: "river", decoys: ["apple", "stone"], answer: "The second word is river." };
    expect(isRightAnswer(pick, "river")).toBe(true);
    expect(isRightAnswer(pick, "apple river stone")).toBe(false);
  });

  it("wants a list to be the whole answer", () => {
    const list = { expected: "house apple", decoys: [], exact: true, answer: "house apple" } as const;
    expect(isRightAnswer(list, "House, apple")).toBe(true);
    expect(isRightAnswer(list, "house apple red")).toBe(false);
  });
});

describe("createOpenQuestion", () => {
  it("repeats itself for one seed and always brings an answer", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const question = createOpenQuestion(seededRandom(seed));
        expect(createOpenQuestion(seededRandom(seed))).toEqual(question);
        expect(question.answer.length).toBeGreaterThan(0);
        expect(question.messages).toHaveLength(1);
      }),
    );
  });

  it("reaches every topic, and no two topics share a question", () => {
    const random = seededRandom(4);
    const seen = new Set(Array.from({ length: 3000 }, () => createOpenQuestion(random).topic));
    expect(seen.size).toBe(topics.length + 1);
    const questions = topics.flatMap((topic) => [...topic.definitions, ...topic.questions]);
    const repeated = questions.filter((question, index) => questions.indexOf(question) !== index);
    expect(repeated).toEqual([]);
  });
});

describe("createCompletion", () => {
  it("gives the beginning of a text that one of a topic's answers goes on with", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { topic, messages, answer } = createCompletion(seededRandom(seed));
        const [message] = messages;
        expect(message?.role).toBe("text");
        const answers = topics.find(({ name }) => name === topic)?.answers;
        expect(answers).toContain(`${message?.content} ${answer}`);
      }),
    );
  });
});
