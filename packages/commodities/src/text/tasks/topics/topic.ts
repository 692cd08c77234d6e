/** One subject of conversation: ways to ask about it, and good answers, any of which fits any of the questions. */
export interface Topic {
  readonly name: string;
  /** Questions about the thing itself, in many wordings. */
  readonly definitions: readonly string[];
  /** Questions about one side of it. */
  readonly questions: readonly string[];
  readonly answers: readonly string[];
}

export interface TopicSource {
  /** What the topic is about, as one names it after "explain": `a subnet`, `staking`. */
  readonly things?: readonly string[];
  /** Questions that need no filling in. */
  readonly questions: readonly string[];
  /** First sentences, any of which can be an answer alone. */
  readonly leads: readonly string[];
  /** Second sentences, any of which goes with any of the first. */
  readonly details?: readonly string[];
}

/** Ways to ask what a thing is. */
const askAbout: readonly ((thing: string) => string)[] = [
  (thing) => `What is ${thing}?`,
  (thing) => `What's ${thing}?`,
  (thing) => `What exactly is ${thing}?`,
  (thing) => `And what is ${thing}?`,
  (thing) => `So what is ${thing}?`,
  (thing) => `Explain ${thing}.`,
  (thing) => `Please explain ${thing}.`,
  (thing) => `Can you explain ${thing}?`,
  (thing) => `Could you explain ${thing} to me?`,
  (thing) => `Explain ${thing} in simple terms.`,
  (thing) => `Explain ${thing} like I am five.`,
  (thing) => `How would you explain ${thing}?`,
  (thing) => `Explain to me what ${thing} is.`,
  (thing) => `Tell me about ${thing}.`,
  (thing) => `Tell me something about ${thing}.`,
  (thing) => `Can you tell me what ${thing} is?`,
  (thing) => `What does ${thing} mean?`,
  (thing) => `What is meant by ${thing}?`,
  (thing) => `What do you know about ${thing}?`,
  (thing) => `What can you say about ${thing}?`,
  (thing) => `Describe ${thing}.`,
  (thing) => `Please describe ${thing} in short.`,
  (thing) => `Give me a definition of ${thing}.`,
  (thing) => `How do you define ${thing}?`,
  (thing) => `I do not understand ${thing}.`,
  (thing) => `I want to know more about ${thing}.`,
  (thing) => `I have a question about ${thing}.`,
  (thing) => `Help me understand ${thing}.`,
  (thing) => `Sum up ${thing} for me.`,
  (thing) => `Do you know ${thing}?`,
  (thing) => `In one sentence, what is ${thing}?`,
  (thing) => `In a few words, what is ${thing}?`,
  (thing) => `In Bittensor, what is ${thing}?`,
  (thing) => `What is ${thing} in Bittensor?`,
  (thing) => `What role does ${thing} play?`,
  (thing) => `Teach me about ${thing}.`,
  (thing) => `${thing}?`,
  (thing) => thing,
];

/** A topic whose answers are its first sentences, alone and with each of the second ones. */
export function topic(name: string, { things = [], questions, leads, details = [] }: TopicSource): Topic {
  return {
    name,
    definitions: things.flatMap((thing) => askAbout.map((ask) => ask(thing))),
    questions,
    answers: leads.flatMap((lead) => [lead, ...details.map((detail) => `${lead} ${detail}`)]),
  };
}
