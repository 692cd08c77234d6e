import assert from "node:assert/strict";

const WAIT_MS = 120_000;

/** The next transaction of this call, once it is in a block. Throws if the chain refused it, or if none comes. */
export function transactionOf(net, call) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(() => reject(new Error(`no ${call} in ${WAIT_MS} ms`))), WAIT_MS);
    const stop = net.onBlock(({ transactions }) => {
      const found = transactions.find((transaction) => transaction.call === call);
      if (found) done(() => (found.error ? reject(new Error(`${call}: ${found.error}`)) : resolve(found)));
    });
    function done(settle) {
      clearTimeout(timer);
      stop();
      settle();
    }
  });
}

/** Makes blocks until `left` are missing to the next epoch of a subnet. Needs mode `manual` or `instant`. */
export async function mineBeforeEpoch(net, netuid, tempo, left) {
  assert.ok(left < tempo);
  await net.mineToEpoch(netuid);
  await net.mine(tempo - left);
}
