import { WebSocket } from "ws";

/** A small generator of pseudo-random numbers from 0 to 1, so that a run can be repeated. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Methods that are meant to change the chain. */
const CHANGES = /^(dev|engine)_/;

/** A message that is not answered for so long hangs. */
const PATIENCE_MS = 30_000;

/**
 * Makes messages without end: requests with wrong parameters, mutated texts, random and mutated transactions.
 * @param good - A signed transaction in hex that would be accepted; never sent as it is.
 */
export async function createMessages(net, { seed, good }) {
  const random = createRandom(seed);
  const upTo = (limit) => Math.floor(random() * limit);
  const { methods } = await net.request("rpc_methods");
  const names = methods.filter((name) => !CHANGES.test(name));
  const original = Buffer.from(good.slice(2), "hex");
  const hex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;
  const randomBytes = () => Uint8Array.from({ length: upTo(200) }, () => upTo(256));
  const mutated = () => {
    const bytes = Buffer.from(original);
    for (let changes = 1 + upTo(4); changes > 0; changes -= 1) bytes[upTo(bytes.length)] ^= 1 + upTo(255);
    // Two changes may undo each other, and the original is a good transaction.
    if (bytes.equals(original)) bytes[0] ^= 1;
    return random() < 0.2 ? bytes.subarray(0, upTo(bytes.length)) : bytes;
  };
  const value = (depth = 0) =>
    [
      () => null,
      () => upTo(1e6) - 5,
      () => random() * 1e300,
      () => hex(randomBytes()),
      () => "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
      () => "\u0000\ud800 text",
      () => Array.from({ length: depth > 2 ? 0 : upTo(4) }, () => value(depth + 1)),
      () => ({ a: depth > 2 ? 1 : value(depth + 1) }),
      () => hex(mutated()),
    ][upTo(9)]();
  const request = () => ({
    jsonrpc: "2.0",
    id: upTo(9),
    method: names[upTo(names.length)],
    params: Array.from({ length: upTo(4) }, () => value()),
  });
  const transaction = () => ({
    jsonrpc: "2.0",
    id: 1,
    method: "author_submitExtrinsic",
    params: [hex(random() < 0.8 ? mutated() : randomBytes())],
  });
  const text = () => {
    const whole = JSON.stringify(random() < 0.1 ? [request(), request()] : request());
    return random() < 0.3 ? whole.slice(0, upTo(whole.length)) + String.fromCharCode(upTo(65_536)) : whole;
  };
  return () => (random() < 0.5 ? JSON.stringify(transaction()) : text());
}

/** Sends `count` messages one after the other. @throws if one is not answered. */
export async function sendAll(net, count, next) {
  const socket = new WebSocket(net.url);
  await new Promise((resolve) => socket.once("open", resolve));
  const report = { refused: 0, answered: 0 };
  let settle = () => undefined;
  socket.on("message", (data) => {
    const reply = data.toString();
    if (reply.includes('"method"')) return;
    if (reply.includes('"error"')) report.refused += 1;
    else report.answered += 1;
    settle();
  });
  for (let sent = 0; sent < count; sent += 1) await ask(socket, next(), (resolve) => (settle = resolve));
  socket.terminate();
  return report;
}

function ask(socket, message, onSettle) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer to ${message.slice(0, 2000)}`)), PATIENCE_MS);
    onSettle(() => {
      clearTimeout(timer);
      resolve();
    });
    socket.send(message);
  });
}
