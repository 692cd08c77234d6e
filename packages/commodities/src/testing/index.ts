export { type ChallengeChecks, challengeFaults } from "./challenge-faults.js";
export { kendallTau } from "./kendall-tau.js";
export { scoreFaults } from "./score-faults.js";
export { fieldsOnWire, trafficFaults } from "./traffic-faults.js";
