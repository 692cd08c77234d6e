import type { FastifyRequest } from "fastify";

const loopbackAddress = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
const proxyHeaders = ["forwarded", "x-forwarded-for", "x-real-ip", "via"] as const;

/**
 * True for a request from this machine that says so in every way: by its address, without a proxy in between, and by the name it
 * used for us, so that a page elsewhere cannot get through by pointing its own name at 127.0.0.1.
 */
export const isLocalRequest = (request: FastifyRequest): boolean =>
  loopbackAddress.test(request.socket.remoteAddress ?? "") &&
  loopbackHost.test(request.headers.host ?? "") &&
  proxyHeaders.every((name) => request.headers[name] === undefined);

/** True unless a browser says that another site's page asks. */
export function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${request.headers.host}`;
}
