import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export interface SeenRequest {
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

export interface TestGateway {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** How the next requests are answered. */
  answer: (response: ServerResponse) => void;
  stop(): Promise<void>;
}

/** An HTTP server that answers chat completions as it is told. */
export async function startTestGateway(): Promise<TestGateway> {
  const seen: SeenRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await json(request)) as Record<string, unknown>;
    seen.push({ authorization: request.headers.authorization, body });
    gateway.answer(response);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const gateway: TestGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer: (response) => response.end(),
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
  return gateway;
}

export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

export const content = (text: string) => ({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] });

const miner = (uid: number, outcome: string, score: number) => ({
  uid,
  hotkey: `hotkey-${uid}`,
  outcome,
  score,
  first_token_ms: 5,
  total_ms: 20 + uid,
  detail: "The tokens are what the reference model draws.",
});

/** The chunk with the finish reason, and who took part. */
export const finish = {
  choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
  taostack: {
    request_id: "request-1",
    validator_hotkey: "validator",
    winner_hotkey: "hotkey-4",
    miners: [miner(3, "lost", 0.7), miner(4, "won", 0.92)],
  },
};

/** Sends a stream of events, cut where the parts are cut. */
export const stream =
  (...parts: string[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    for (const part of parts) response.write(part);
    response.end();
  };
