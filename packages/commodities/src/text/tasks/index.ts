export { createCompletion, createOpenQuestion, createOutsideQuestion, createTopicQuestion } from "./conversation.js";
export { createTask, taskKinds } from "./create-task.js";
export { isRightAnswer } from "./grade.js";
export { seededRandom } from "./random.js";
export type { KnownAnswerTask, OpenQuestion, Random, TaskKind, TaskMessage } from "./task.js";
export { type Topic, topics } from "./topics/index.js";
