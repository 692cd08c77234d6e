import { type Topic, topic } from "./topic.js";

/** The stack, its parts and its markets. */
export const taostackTopics: readonly Topic[] = [
  topic("taostack", {
    things: ["taostack"],
    questions: [
      "What is taostack for?",
      "What can I do with taostack?",
      "Which language is taostack in?",
      "In what language was taostack made?",
      "What is in taostack?",
      "What parts does taostack have?",
      "Who is taostack for?",
      "Why should I use taostack?",
    ],
    leads: [
      "taostack is the whole Bittensor stack in TypeScript.",
      "taostack lets you run, use and study a market for intelligence.",
    ],
    details: [
      "It has a chain client, a local chain, a wallet, a miner, a validator and a gateway.",
      "One command starts it all.",
    ],
  }),
  topic("gateway", {
    things: ["the gateway", "a gateway"],
    questions: [
      "What does a gateway do?",
      "How do I use the gateway?",
      "What is the gateway for?",
      "How do I send a prompt?",
      "How do I ask the network?",
      "Does it work with OpenAI clients?",
      "Can I use my OpenAI code?",
      "Is there an API?",
      "Which API does it have?",
      "How do I get an API key?",
    ],
    leads: [
      "The gateway is the public door of the network.",
      "A gateway speaks the OpenAI interface, so your client works as it is.",
    ],
    details: [
      "It takes your prompt, passes it to a validator and sends back the best answer.",
      "Your prompt goes to a validator, miners compete, and the winner's answer comes back.",
    ],
  }),
  topic("localnet", {
    things: ["localnet", "the local chain"],
    questions: [
      "How do I test without real TAO?",
      "Is there a chain for tests?",
      "Can I run the chain on my laptop?",
      "Can I try it without money?",
      "What is localnet for?",
      "How do I get test TAO?",
      "Where can I try things out?",
      "Can I test on my own machine?",
    ],
    leads: [
      "Localnet is a chain for development that runs in one process.",
      "The local chain lets you try everything on your own machine.",
    ],
    details: [
      "It follows the rules of the real chain, and its TAO is worth nothing.",
      "It has test accounts with plenty of TAO.",
    ],
  }),
  topic("explorer", {
    things: ["the explorer"],
    questions: [
      "What does the explorer show?",
      "Where can I see the network?",
      "Is there a web page?",
      "Where do I see who won?",
      "How do I look at the blocks?",
      "What is the explorer for?",
    ],
    leads: ["The explorer is the web page of the network.", "The explorer shows what happens on the network."],
    details: [
      "You can chat there, and see which miners competed and who won.",
      "It shows subnets, prices, blocks and the metagraph.",
    ],
  }),
  topic("cli", {
    things: ["the tao command", "the command line"],
    questions: [
      "What can the tao command do?",
      "Which commands are there?",
      "Is there a command line?",
      "How do I use the command line?",
      "What is tao up?",
      "What does tao up do?",
    ],
    leads: ["The tao command does everything from the shell.", "The command line of taostack is called tao."],
    details: ["It makes wallets, stakes, registers and asks.", "Its command tao up starts a whole network."],
  }),
  topic("markets", {
    things: ["a commodity", "the five markets"],
    questions: [
      "Which markets are there?",
      "What markets does taostack have?",
      "Which commodities are there?",
      "What can miners sell?",
      "What kinds of work are there?",
      "What can the network do?",
      "Which services does the network have?",
    ],
    leads: [
      "There are five markets: text, vision, forecast, translation and storage.",
      "taostack has markets for text, vision, forecast, translation and storage.",
    ],
    details: ["Each has its own tasks and its own way to score.", "Each comes with small models of its own."],
  }),
  topic("vision", {
    things: ["the vision market", "vision"],
    questions: [
      "How are images judged?",
      "Can the network see?",
      "Can miners look at images?",
      "What do vision miners do?",
    ],
    leads: [
      "Vision miners say what an image shows and where.",
      "In the vision market miners name what is in an image.",
    ],
    details: ["The validator draws fresh images, so that no answer can be looked up."],
  }),
  topic("forecasts", {
    things: ["the forecast market", "a forecast"],
    questions: [
      "How are forecasts judged?",
      "Can the network see the future?",
      "Can miners predict a price?",
      "What do forecast miners do?",
    ],
    leads: [
      "Forecast miners say how a series may go on.",
      "In the forecast market miners predict what comes next in a series.",
    ],
    details: ["They commit before the outcome is known, and it is scored against a random walk."],
  }),
  topic("translations", {
    things: ["the translation market"],
    questions: [
      "How are translations judged?",
      "Which languages can miners translate?",
      "Can the network translate?",
      "What do translation miners do?",
    ],
    leads: [
      "Translation miners put a text into another language.",
      "In the translation market there are English, German, French and Spanish.",
    ],
    details: ["Their answers are compared with a reference that is made fresh."],
  }),
  topic("storage", {
    things: ["the storage market"],
    questions: [
      "How are files kept?",
      "Can miners keep my files?",
      "Is my file safe when a miner is lost?",
      "What do storage miners do?",
      "How is storage checked?",
    ],
    leads: ["Storage miners keep pieces of files.", "In the storage market a file is cut into pieces for many miners."],
    details: ["Any few of them give the file back, and audits find who lost a piece."],
  }),
  topic("mining", {
    things: ["mining"],
    questions: [
      "How do I become a miner?",
      "How do I start a miner?",
      "What is needed to run a miner?",
      "How do I mine TAO?",
      "Can I mine on my laptop?",
      "Do I need a graphics card?",
      "I want to be a miner.",
      "What hardware does a miner need?",
    ],
    leads: [
      "To mine you need a wallet, a place on a subnet and a model to serve.",
      "Register a hotkey on a subnet, then start the miner with a model.",
    ],
    details: ["The small models of taostack run on any computer.", "The better the model, the more you earn."],
  }),
  topic("openness", {
    things: ["the license"],
    questions: [
      "Is taostack open source?",
      "Can I use the code?",
      "Is it free?",
      "May I change the code?",
      "Which license does it have?",
      "Can I use it at work?",
      "How much does taostack cost?",
      "Where is the code?",
    ],
    leads: [
      "Yes, taostack is open source under the Apache 2.0 license.",
      "The code is free to use under the Apache 2.0 license.",
    ],
    details: ["You may use and change it, also at work."],
  }),
  topic("start", {
    questions: [
      "How do I start?",
      "How do I run taostack?",
      "How do I begin?",
      "How do I run a network?",
      "How do I start a local network?",
      "Where do I begin?",
      "What is the first step?",
      "How do I install taostack?",
      "How do I set it up?",
      "I am new, what should I do?",
      "How can I try taostack?",
    ],
    leads: ["Clone the code and run the start command.", "One command starts a whole network on your machine."],
    details: [
      "You get a local chain, miners, a validator and a gateway.",
      "Then ask it something and watch the miners compete.",
    ],
  }),
];
