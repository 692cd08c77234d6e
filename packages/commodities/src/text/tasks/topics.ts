/** One subject of conversation: ways to ask about it, and good answers, any of which fits any of the questions. */
export interface Topic {
  readonly name: string;
  readonly questions: readonly string[];
  readonly answers: readonly string[];
}

/** Ways to ask what a thing is. */
const whatIs = (thing: string, ...more: readonly string[]): readonly string[] => [
  `What is ${thing}?`,
  `Explain ${thing}.`,
  `Can you explain ${thing}?`,
  `Tell me about ${thing}.`,
  `What does ${thing} mean?`,
  ...more,
];

/** What the bundled models can talk about: the chain and its market, as the specification of the chain has it. */
export const topics: readonly Topic[] = [
  {
    name: "bittensor",
    questions: whatIs("Bittensor", "How does Bittensor work?", "What is Bittensor for?"),
    answers: [
      "Bittensor is an open market for machine intelligence. Miners do useful work, validators judge it, and the chain pays both in proportion to their value.",
      "Bittensor is a blockchain that rewards useful work. It is split into subnets, and each subnet is a market for one kind of work.",
    ],
  },
  {
    name: "taostack",
    questions: whatIs("taostack", "What is taostack for?", "What can I do with taostack?"),
    answers: [
      "taostack is the whole Bittensor stack in TypeScript: chain client, local chain, wallet, miner, validator and gateway. One command starts it all.",
      "taostack lets you run, use and study a market for intelligence. It has a miner, a validator, a gateway and a local chain.",
    ],
  },
  {
    name: "subnet",
    questions: whatIs("a subnet", "What are subnets?", "How does a subnet work?"),
    answers: [
      "A subnet is a market for one kind of work. Its miners do the work, its validators score it, and it has its own token, called alpha.",
      "A subnet is a group of miners and validators with one shared task. Each subnet has a number, the netuid, and its own alpha token.",
    ],
  },
  {
    name: "validator",
    questions: whatIs(
      "a validator",
      "What does a validator do?",
      "What do validators do?",
      "How does a validator earn?",
    ),
    answers: [
      "A validator sends questions to the miners, scores their answers and sets weights on the chain. It earns dividends when its weights agree with the others.",
      "A validator judges the work of miners. It turns scores into weights, and the chain turns the weights of all validators into pay.",
    ],
  },
  {
    name: "miner",
    questions: whatIs("a miner", "What does a miner do?", "What do miners do?", "How does a miner earn?"),
    answers: [
      "A miner does the work of a subnet, such as answering prompts with a model. The better its answers are, the more it earns.",
      "A miner serves requests from validators. Its answers are scored, and it is paid in the alpha token of its subnet.",
    ],
  },
  {
    name: "tao",
    questions: whatIs("TAO", "What is the TAO token?", "What is TAO used for?"),
    answers: [
      "TAO is the token of Bittensor. It pays fees, it can be staked, and there will never be more than 21 million.",
      "TAO is the coin of the Bittensor chain. One TAO is one billion rao, and the supply ends at 21 million.",
    ],
  },
  {
    name: "rao",
    questions: whatIs("rao", "What is a rao?", "How many rao are in one TAO?"),
    answers: [
      "A rao is the smallest unit of TAO. One TAO is 1000000000 rao.",
      "Rao is the unit the chain counts in: one billion rao make one TAO.",
    ],
  },
  {
    name: "alpha",
    questions: whatIs("alpha", "What is an alpha token?", "What is the alpha of a subnet?"),
    answers: [
      "Alpha is the token of one subnet. You get it when you stake TAO there, and its price comes from the pool of the subnet.",
      "Each subnet has its own token, called alpha. It trades against TAO in the pool of the subnet.",
    ],
  },
  {
    name: "pool",
    questions: whatIs("the pool of a subnet", "How is the price of alpha set?", "What sets the alpha price?"),
    answers: [
      "Each subnet has a pool with TAO on one side and alpha on the other. Staking buys alpha from the pool, and unstaking sells it back.",
      "The price of alpha comes from its pool: the more TAO and the less alpha it holds, the higher the price.",
    ],
  },
  {
    name: "tempo",
    questions: whatIs("tempo", "What is the tempo of a subnet?", "How long is a tempo?"),
    answers: [
      "The tempo is the number of blocks between two epochs of a subnet. The default is 360 blocks, about 72 minutes.",
      "Tempo tells how often a subnet runs an epoch. By default that is every 360 blocks.",
    ],
  },
  {
    name: "epoch",
    questions: whatIs("an epoch", "What happens in an epoch?", "When does an epoch run?"),
    answers: [
      "In an epoch the chain takes the weights of the validators, runs Yuma consensus and pays miners, validators and the owner.",
      "An epoch ends each tempo. The chain reads all weights, computes consensus and shares out the emission.",
    ],
  },
  {
    name: "block",
    questions: whatIs("a block", "How long is a block?", "How often is there a new block?"),
    answers: [
      "A block is one step of the chain. A new block comes about every 12 seconds.",
      "The chain makes a block every 12 seconds, and each block holds new transactions.",
    ],
  },
  {
    name: "emission",
    questions: whatIs("emission", "How does emission work?", "Who gets the emission?"),
    answers: [
      "Emission is new TAO and alpha made with each block. In a subnet the owner gets 18 percent, and miners and validators share the rest in halves.",
      "With each block the chain makes new TAO and shares it between subnets. Each subnet then pays its owner, miners and validators.",
    ],
  },
  {
    name: "halving",
    questions: whatIs("the halving", "When is the halving?", "What is a halving?"),
    answers: [
      "At a halving the new TAO for each block is cut in half. The first halving comes when half of all TAO has been issued.",
      "The emission starts at 1 TAO for each block and halves as more of the 21 million TAO is issued.",
    ],
  },
  {
    name: "hotkey",
    questions: whatIs("a hotkey", "What is a hotkey for?", "What is the use of a hotkey?"),
    answers: [
      "A hotkey signs the daily work of a miner or validator. It lives on the server and holds no funds of its own.",
      "A hotkey is the working key of a neuron. It signs requests and weights, while the coldkey keeps the funds.",
    ],
  },
  {
    name: "coldkey",
    questions: whatIs("a coldkey", "What is a coldkey for?", "What is the use of a coldkey?"),
    answers: [
      "A coldkey owns the funds. It is kept encrypted and is used only to move TAO, stake or register.",
      "The coldkey is the key that holds your TAO. Keep it encrypted and away from servers.",
    ],
  },
  {
    name: "keys",
    questions: [
      "What is the difference between a hotkey and a coldkey?",
      "Why are there two keys?",
      "Hotkey or coldkey, what is the difference?",
      "How do hotkey and coldkey differ?",
    ],
    answers: [
      "The coldkey owns the funds and stays safe. The hotkey does the daily work on the server.",
      "A coldkey holds TAO and is rarely used. A hotkey signs for a neuron and is used all the time.",
    ],
  },
  {
    name: "wallet",
    questions: whatIs("a wallet", "What is in a wallet?", "Where is my wallet kept?"),
    answers: [
      "A wallet is a folder with one coldkey and any number of hotkeys. The coldkey is encrypted with your password.",
      "A wallet holds your keys: one coldkey for the funds and hotkeys for the work.",
    ],
  },
  {
    name: "mnemonic",
    questions: whatIs("a mnemonic", "What is a seed phrase?", "What are the 12 words?"),
    answers: [
      "A mnemonic is a list of words that stands for a key. Write it down and show it to nobody: who has the words has the funds.",
      "The words of a mnemonic can restore your key. Keep them on paper and secret.",
    ],
  },
  {
    name: "staking",
    questions: whatIs("staking", "How does staking work?", "What happens when I stake TAO?", "How do I stake?"),
    answers: [
      "When you stake, your TAO buys alpha of a subnet and backs a validator there. You earn a share of its dividends.",
      "Staking puts TAO behind a hotkey on a subnet. It becomes alpha, and it earns while the validator earns.",
    ],
  },
  {
    name: "unstaking",
    questions: whatIs("unstaking", "How do I unstake?", "How do I get my TAO back?"),
    answers: [
      "Unstaking sells your alpha back to the pool for TAO. The price may have changed since you staked.",
      "When you unstake, the pool takes your alpha and pays TAO at its price.",
    ],
  },
  {
    name: "delegation",
    questions: whatIs("delegation", "What is a delegate?", "What is the take of a validator?"),
    answers: [
      "To delegate is to stake to the hotkey of someone else. The validator keeps a take, at most 18 percent, and you get the rest.",
      "A delegate is a validator that others stake to. It keeps a part of their dividends, which is called the take.",
    ],
  },
  {
    name: "yuma",
    questions: whatIs("Yuma consensus", "How does Yuma work?", "What is Yuma?"),
    answers: [
      "Yuma consensus turns the weights of all validators into pay. A weight above what half of the stake supports is cut down.",
      "Yuma is the rule by which the chain combines weights. It clips weights that most of the stake does not support, so that no one can favor a friend.",
    ],
  },
  {
    name: "weights",
    questions: whatIs("the weights", "What are weights?", "What does it mean to set weights?", "How do weights work?"),
    answers: [
      "Weights are a validator's opinion of the miners, one number for each. The chain combines the weights of all validators by stake.",
      "A validator sets weights to say how good each miner is. Better miners get larger weights and more pay.",
    ],
  },
  {
    name: "commit",
    questions: whatIs("commit reveal", "Why are weights hidden?", "What is commit and reveal?"),
    answers: [
      "With commit reveal a validator first sends a hash of its weights and shows the weights later. So nobody can copy them in time.",
      "Commit reveal hides fresh weights for a while. It stops validators that only copy others.",
    ],
  },
  {
    name: "incentive",
    questions: whatIs("incentive", "What is the incentive of a miner?", "How is incentive computed?"),
    answers: [
      "Incentive is a miner's share of the pay of its subnet. It comes from the clipped weights, counted by stake.",
      "The incentive of a miner tells how much of the miners' emission it gets in each epoch.",
    ],
  },
  {
    name: "dividends",
    questions: whatIs("dividends", "What are dividends?", "How do validators get dividends?"),
    answers: [
      "Dividends are the pay of validators and their stakers. They come from bonds to miners that do well.",
      "A validator earns dividends through its bonds: it gains when the miners it found early become good.",
    ],
  },
  {
    name: "bonds",
    questions: whatIs("bonds", "What is a bond?", "What are bonds for?"),
    answers: [
      "A bond ties a validator to a miner. It grows while the validator gives weight to the miner, and it pays dividends.",
      "Bonds are a slow average of the weights a validator has set. They reward those who find good miners early.",
    ],
  },
  {
    name: "metagraph",
    questions: whatIs("the metagraph", "What is in the metagraph?", "What does the metagraph show?"),
    answers: [
      "The metagraph is the table of all neurons of a subnet: keys, stake, weights, incentive, dividends and addresses.",
      "The metagraph shows the state of a subnet, with one row for each neuron.",
    ],
  },
  {
    name: "neuron",
    questions: whatIs("a neuron", "What are neurons?", "What is a uid?"),
    answers: [
      "A neuron is a miner or validator that is registered on a subnet. Its place there has a number, the uid.",
      "Each place on a subnet is a neuron with a hotkey and a uid. It may mine, validate or both.",
    ],
  },
  {
    name: "axon",
    questions: whatIs("an axon", "What is an axon for?", "How do validators find a miner?"),
    answers: [
      "An axon is the address where a miner can be reached. The miner writes its IP and port to the chain, and validators read it there.",
      "The axon is the server of a neuron. Its address stands on the chain for all to see.",
    ],
  },
  {
    name: "netuid",
    questions: whatIs("a netuid", "What is the netuid?", "What is the number of a subnet?"),
    answers: [
      "The netuid is the number of a subnet. Number 0 is the root network.",
      "Each subnet has a number called netuid. The root network is number 0.",
    ],
  },
  {
    name: "root",
    questions: whatIs("the root network", "What is root?", "What is subnet 0?"),
    answers: [
      "Root is subnet 0. It has no miners. TAO staked there stays TAO and counts in part as stake on all subnets.",
      "The root network is number 0. Stake there is held in TAO and gives its validators a voice on every subnet.",
    ],
  },
  {
    name: "registration",
    questions: whatIs(
      "registration",
      "How do I register a miner?",
      "How do I register on a subnet?",
      "What does registration cost?",
    ),
    answers: [
      "To register you pay a burn in TAO and get a uid on the subnet. The price rises with each registration and falls with time.",
      "Your coldkey pays the burn and your hotkey gets a place on the subnet. If the subnet is full, the weakest neuron loses its place.",
    ],
  },
  {
    name: "immunity",
    questions: whatIs("immunity", "What is the immunity period?", "Am I safe after registration?"),
    answers: [
      "A new neuron is immune for some time, so that it can show what it can do before it may be pruned.",
      "The immunity period protects new neurons: they keep their place while they start.",
    ],
  },
  {
    name: "pruning",
    questions: whatIs("pruning", "When is a miner pruned?", "Why did I lose my uid?"),
    answers: [
      "When a subnet is full and a new neuron registers, the neuron with the lowest emission is pruned. Immune neurons are spared if possible.",
      "A neuron is pruned when it earns least and someone new needs the place.",
    ],
  },
  {
    name: "permit",
    questions: whatIs("a validator permit", "Who may be a validator?", "How do I get a validator permit?"),
    answers: [
      "A validator permit is given to the neurons with the most stake, 64 by default. Only they can set weights on others.",
      "The neurons with the highest stake on a subnet get a validator permit in each epoch.",
    ],
  },
  {
    name: "owner",
    questions: whatIs("a subnet owner", "What does the owner of a subnet do?", "What does a subnet owner earn?"),
    answers: [
      "The owner created the subnet and sets its rules. The owner gets 18 percent of the emission of the subnet.",
      "A subnet owner pays the lock cost, writes the rules of the market and earns 18 percent of its emission.",
    ],
  },
  {
    name: "creating",
    questions: [
      "How do I create a subnet?",
      "How can I make a subnet?",
      "What does a subnet cost?",
      "What is the lock cost?",
      "How do I start my own subnet?",
    ],
    answers: [
      "To create a subnet you pay the lock cost in TAO. The cost doubles with each new subnet and then falls slowly.",
      "Register a network with your coldkey and pay the lock cost. Then start the subnet so that emission can begin.",
    ],
  },
  {
    name: "gateway",
    questions: whatIs("the gateway", "What does a gateway do?", "How do I use the gateway?"),
    answers: [
      "The gateway is the public door of the network. It takes your prompt, passes it to a validator and sends back the best answer.",
      "A gateway speaks the OpenAI interface. Your prompt goes to a validator, miners compete, and the winner's answer comes back.",
    ],
  },
  {
    name: "localnet",
    questions: whatIs("localnet", "What is the local chain?", "How do I test without real TAO?"),
    answers: [
      "Localnet is a chain for development that runs in one process. It follows the rules of the real chain, and its TAO is worth nothing.",
      "The local chain lets you try everything on your own machine, with test accounts that have plenty of TAO.",
    ],
  },
  {
    name: "competition",
    questions: [
      "How do miners compete?",
      "Who answers my prompt?",
      "How is the best answer chosen?",
      "Who wins?",
      "How are answers scored?",
    ],
    answers: [
      "A validator sends your prompt to several miners. It checks the answers with its own model, and the best one wins.",
      "Several miners answer each prompt. The validator scores quality and speed, and the winner's answer is shown.",
    ],
  },
  {
    name: "openness",
    questions: ["Is taostack open source?", "What is the license?", "Can I use the code?", "Is it free?"],
    answers: [
      "Yes, taostack is open source under the Apache 2.0 license.",
      "The code is free to use under the Apache 2.0 license.",
    ],
  },
  {
    name: "start",
    questions: [
      "How do I start?",
      "How do I run taostack?",
      "How do I begin?",
      "How do I run a network?",
      "How do I start a local network?",
    ],
    answers: [
      "Clone the code and run the start command. You get a local chain, miners, a validator and a gateway.",
      "One command starts a whole network on your machine. Then ask it something and watch the miners compete.",
    ],
  },
  {
    name: "greeting",
    questions: [
      "Hello",
      "Hi",
      "Hello!",
      "Hi there!",
      "Hey",
      "Good morning",
      "Good evening",
      "Good day!",
      "Hello there",
      "hey there",
    ],
    answers: [
      "Hello! How can I help you?",
      "Hi! Ask me about Bittensor, or give me a small task.",
      "Hello! What would you like to know?",
    ],
  },
  {
    name: "wellbeing",
    questions: ["How are you?", "How are you today?", "How is it going?", "What is up?", "Are you well?"],
    answers: ["I am well, thank you. How can I help you?", "All is well here. What would you like to know?"],
  },
  {
    name: "identity",
    questions: [
      "Who are you?",
      "What are you?",
      "What is your name?",
      "Are you a human?",
      "Are you a robot?",
      "What model are you?",
      "Introduce yourself.",
      "Tell me about yourself.",
    ],
    answers: [
      "I am a small language model that was trained for taostack. I know about Bittensor and can do small tasks.",
      "I am tao-text, a very small model. I can answer questions about Bittensor and do simple tasks with words and numbers.",
    ],
  },
  {
    name: "ability",
    questions: [
      "What can you do?",
      "How can you help me?",
      "What do you know?",
      "Help",
      "Can you help me?",
      "What can I ask you?",
      "What should I ask?",
    ],
    answers: [
      "I can tell you about Bittensor, add and subtract small numbers, find facts in a short text, and sort or reverse lists.",
      "Ask me what a subnet is, what 23 plus 45 is, or to reverse some words.",
    ],
  },
  {
    name: "maker",
    questions: ["Who made you?", "Who trained you?", "How were you trained?", "Where do you come from?"],
    answers: [
      "I was trained by the scripts of taostack, on text that the project makes itself.",
      "The taostack project trained me on a small, made-up set of texts.",
    ],
  },
  {
    name: "thanks",
    questions: [
      "Thank you",
      "Thanks",
      "Thank you very much!",
      "Thanks a lot",
      "Great, thanks!",
      "Well done",
      "Good job!",
    ],
    answers: ["You are welcome!", "You are welcome. Is there anything else?"],
  },
  {
    name: "farewell",
    questions: ["Goodbye", "Bye", "Bye!", "See you", "See you later", "Good night"],
    answers: ["Goodbye!", "Goodbye, and come back soon."],
  },
];
