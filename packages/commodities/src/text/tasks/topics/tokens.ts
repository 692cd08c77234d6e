import { type Topic, topic } from "./topic.js";

/** TAO, alpha, and what is done with them. */
export const tokenTopics: readonly Topic[] = [
  topic("tao", {
    things: ["TAO", "the TAO token"],
    questions: [
      "What is TAO used for?",
      "What can I do with TAO?",
      "What is the coin of Bittensor?",
      "Which token does Bittensor have?",
      "What is TAO good for?",
      "Why does TAO have value?",
      "What do I need TAO for?",
    ],
    leads: ["TAO is the token of Bittensor.", "TAO is the coin of the Bittensor chain."],
    details: [
      "It pays fees, it can be staked, and there will never be more than 21 million.",
      "One TAO is one billion rao, and the supply ends at 21 million.",
    ],
  }),
  topic("supply", {
    things: ["the supply of TAO"],
    questions: [
      "How many TAO are there?",
      "How many TAO can there be?",
      "What is the most TAO that can exist?",
      "Is there a limit to TAO?",
      "Is the supply of TAO limited?",
      "How much TAO will be made?",
      "What is the largest supply of TAO?",
      "What is the cap of TAO?",
      "Can more TAO be made?",
      "How big is the total supply?",
    ],
    leads: ["There will never be more than 21 million TAO.", "The supply of TAO ends at 21 million."],
    details: [
      "New TAO comes with each block, and less of it after each halving.",
      "That is as many as there are of Bitcoin.",
    ],
  }),
  topic("rao", {
    things: ["rao", "a rao"],
    questions: [
      "How many rao are in one TAO?",
      "How many rao make one TAO?",
      "What is the smallest part of a TAO?",
      "What is the smallest amount of TAO?",
      "How small can an amount be?",
      "In what unit does the chain count?",
      "How do I turn TAO into rao?",
      "How many decimals does TAO have?",
    ],
    leads: ["A rao is the smallest unit of TAO.", "Rao is the unit the chain counts in."],
    details: ["One TAO is 1000000000 rao.", "One billion rao make one TAO."],
  }),
  topic("alpha", {
    things: ["alpha", "an alpha token", "the alpha of a subnet"],
    questions: [
      "What is alpha for?",
      "How do I get alpha?",
      "Where does alpha come from?",
      "Which token does a subnet have?",
      "Does each subnet have its own token?",
      "What can I do with alpha?",
      "How do I buy alpha?",
    ],
    leads: ["Alpha is the token of one subnet.", "Each subnet has its own token, called alpha."],
    details: [
      "You get it when you stake TAO there, and its price comes from the pool of the subnet.",
      "It trades against TAO in the pool of the subnet.",
    ],
  }),
  topic("coins", {
    questions: [
      "What is the difference between TAO and alpha?",
      "How do TAO and alpha differ?",
      "TAO or alpha, what is the difference?",
      "Is alpha the same as TAO?",
      "Compare alpha and TAO.",
      "Why is there alpha beside TAO?",
    ],
    leads: [
      "TAO is the coin of the whole chain, and alpha is the token of one subnet.",
      "There is one TAO for all, and an alpha for each subnet.",
    ],
    details: ["You get alpha when you stake TAO on a subnet.", "Their price is set by the pool of the subnet."],
  }),
  topic("pool", {
    things: ["the pool of a subnet", "the pool", "slippage"],
    questions: [
      "How is the price of alpha set?",
      "What sets the alpha price?",
      "How does the pool work?",
      "What is in the pool?",
      "Why does the price of alpha change?",
      "Who sets the price of alpha?",
      "Why do I get less alpha than I thought?",
    ],
    leads: [
      "Each subnet has a pool with TAO on one side and alpha on the other.",
      "The price of alpha comes from the pool of its subnet.",
    ],
    details: [
      "Staking buys alpha from the pool, and unstaking sells it back.",
      "The more TAO and the less alpha it holds, the higher the price.",
    ],
  }),
  topic("dynamic", {
    things: ["dynamic TAO", "dTAO"],
    questions: [
      "How does dynamic TAO work?",
      "What has changed with dynamic TAO?",
      "Why does each subnet have a price?",
      "How does the market choose subnets?",
    ],
    leads: [
      "Dynamic TAO gives each subnet its own token and a pool.",
      "With dynamic TAO the market decides what a subnet is worth.",
    ],
    details: [
      "Who stakes on a subnet buys its alpha, and raises its price.",
      "Subnets that people stake on get more emission.",
    ],
  }),
  topic("emission", {
    things: ["emission", "the emission"],
    questions: [
      "How does emission work?",
      "Who gets the emission?",
      "Where does new TAO come from?",
      "How is new TAO made?",
      "How is the emission shared?",
      "How much TAO is made with each block?",
      "Who gets the new TAO?",
    ],
    leads: [
      "Emission is new TAO and alpha made with each block.",
      "With each block the chain makes new TAO and shares it between subnets.",
    ],
    details: [
      "In a subnet the owner gets 18 percent, and miners and validators share the rest in halves.",
      "Each subnet then pays its owner, miners and validators.",
    ],
  }),
  topic("halving", {
    things: ["the halving", "a halving"],
    questions: [
      "When is the halving?",
      "When is the next halving?",
      "What happens at a halving?",
      "How does the halving work?",
      "Why is there a halving?",
      "Does TAO have a halving?",
      "Does the emission get smaller?",
    ],
    leads: [
      "At a halving the new TAO for each block is cut in half.",
      "The emission starts at 1 TAO for each block and halves as more is issued.",
    ],
    details: [
      "The first halving comes when half of all TAO has been issued.",
      "So the supply nears 21 million and never passes it.",
    ],
  }),
  topic("staking", {
    things: ["staking", "stake"],
    questions: [
      "How does staking work?",
      "What happens when I stake TAO?",
      "How do I stake?",
      "How can I stake my TAO?",
      "What do I get for staking?",
      "What does staking bring me?",
      "Is staking worth it?",
      "Where can I stake?",
      "I want to stake my TAO.",
      "Why do people stake?",
    ],
    leads: [
      "When you stake, your TAO buys alpha of a subnet and backs a validator there.",
      "Staking puts TAO behind a hotkey on a subnet.",
    ],
    details: [
      "You earn a share of the dividends of that validator.",
      "It becomes alpha, and it earns while the validator earns.",
    ],
  }),
  topic("unstaking", {
    things: ["unstaking"],
    questions: [
      "How do I unstake?",
      "How do I get my TAO back?",
      "How does unstaking work?",
      "What happens when I unstake?",
      "Can I take my stake back?",
      "How long does unstaking take?",
      "I want my TAO back.",
      "How do I sell my alpha?",
    ],
    leads: [
      "Unstaking sells your alpha back to the pool for TAO.",
      "When you unstake, the pool takes your alpha and pays TAO at its price.",
    ],
    details: ["The price may have changed since you staked.", "It takes one block, and you can do it at any time."],
  }),
  topic("delegation", {
    things: ["delegation", "a delegate", "the take of a validator"],
    questions: [
      "How does delegation work?",
      "What does a delegate do?",
      "How much does a validator keep?",
      "How high is the take?",
      "Can I stake to someone else?",
      "What does it mean to delegate?",
      "How much of my dividends does the validator keep?",
    ],
    leads: [
      "To delegate is to stake to the hotkey of someone else.",
      "A delegate is a validator that others stake to.",
    ],
    details: [
      "The validator keeps a take, at most 18 percent, and you get the rest.",
      "It keeps a part of their dividends, which is called the take.",
    ],
  }),
  topic("transfer", {
    things: ["a transfer", "the existential deposit"],
    questions: [
      "How do I send TAO?",
      "How can I send TAO to a friend?",
      "How do I transfer TAO?",
      "How do I pay someone in TAO?",
      "What does a transfer cost?",
      "Is there a fee for sending TAO?",
      "How much are the fees?",
    ],
    leads: [
      "Send TAO with your coldkey to the address of the other account.",
      "A transfer moves TAO from your coldkey to another address.",
    ],
    details: ["It costs a small fee and is done in one block.", "Check the address first, for nobody can undo it."],
  }),
];
