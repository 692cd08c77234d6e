export { TcpRelay } from "./tcp-relay.js";
