import { createServer } from "node:net";

/** The chain takes no 127.0.0.1. Linux answers on all of 127.0.0.0/8; other systems need an alias for this one. */
export const SECOND_LOOPBACK = "127.0.0.2";

export const hasSecondLoopback: boolean = await new Promise((resolve) => {
  const probe = createServer();
  probe.once("error", () => resolve(false));
  probe.listen({ host: SECOND_LOOPBACK, port: 0 }, () => probe.close(() => resolve(true)));
});
