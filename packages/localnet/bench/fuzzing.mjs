/** A small generator of pseudo-random numbers from 0 to 1, so that a run can be repeated. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Methods that are meant to change the chain. */
const CHANGES = /^(dev|engine)_/;

/**
 * Sends `count` messages: requests with wrong parameters, mutated texts, random and mutated transactions.
 * @param good - A signed transaction in hex that would be accepted; never sent as it is.
 */
export async function fuzz(net, { count, seed, good }) {
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
  return send(net, count, () => (random() < 0.5 ? JSON.stringify(transaction()) : text()));
}

async function send(net, count, next) {
  const { WebSocket } = await import("ws");
  const socket = new WebSocket(net.url);
  await new Promise((resolve) => socket.once("open", resolve));
  const before = JSON.stringify(net.dumpState().state);
  const report = { refused: 0, answered: 0, heapMb: [], unchanged: false };
  let settle = () => undefined;
  socket.on("message", (data) => {
    const reply = data.toString();
    if (reply.includes('"method"')) return;
    if (reply.includes('"error"')) report.refused += 1;
    else report.answered += 1;
    settle();
  });
  for (let sent = 0; sent < count; sent += 1) {
    const answered = new Promise((resolve) => {
      settle = resolve;
    });
    socket.send(next());
    await answered;
    if (sent % Math.ceil(count / 6) === 0) report.heapMb.push(Math.round(process.memoryUsage().heapUsed / 2 ** 20));
  }
  report.unchanged = JSON.stringify(net.dumpState().state) === before;
  socket.terminate();
  return report;
}
