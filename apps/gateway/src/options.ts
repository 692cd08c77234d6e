import type { OptionTable, Resolved } from "@taostack/primitives";
import { walletOptions } from "@taostack/wallet";

export const gatewayOptions = {
  endpoint: {
    kind: "list",
    default: ["local"],
    env: "TAO_ENDPOINT",
    help: "chain to follow: local, test, finney or ws:// addresses, the first that answers is used",
  },
  netuid: { kind: "integer", default: 1, min: 0, max: 65_535, env: "TAO_NETUID", help: "subnet that answers" },
  ...walletOptions,
  host: { kind: "string", default: "127.0.0.1", env: "GATEWAY_HOST", help: "address to listen on" },
  port: { kind: "port", default: 8080, env: "GATEWAY_PORT", help: "TCP port to listen on; 0 takes a free one" },
  databasePath: {
    kind: "string",
    default: ".taostack/gateway.sqlite",
    env: "GATEWAY_DATABASE_PATH",
    help: "SQLite file of keys and usage; :memory: keeps nothing",
  },
  explorerPath: { kind: "string", optional: true, env: "GATEWAY_EXPLORER_PATH", help: "folder of the built web pages" },
  models: { kind: "list", default: ["tao-text"], env: "GATEWAY_MODELS", help: "models that clients may name" },
  markets: {
    kind: "list",
    default: [],
    env: "GATEWAY_MARKETS",
    help: "subnets of other commodities than text: translation:5,vision:3,forecast:4; a third part is their model's name",
  },
  createKey: {
    kind: "string",
    optional: true,
    env: "GATEWAY_CREATE_KEY",
    help: "name of an API key to create at the start and to print once",
  },
  playgroundKey: {
    kind: "boolean",
    default: false,
    env: "GATEWAY_PLAYGROUND_KEY",
    help: "hand pages opened on this machine a key, so that the playground works at once",
  },
  requestsPerMinute: { kind: "integer", default: 120, min: 1, env: "GATEWAY_REQUESTS_PER_MINUTE", help: "per key" },
  maxConcurrentPerKey: { kind: "integer", default: 8, min: 1, env: "GATEWAY_MAX_CONCURRENT_PER_KEY", help: "per key" },
  maxConcurrent: {
    kind: "integer",
    default: 64,
    min: 1,
    env: "GATEWAY_MAX_CONCURRENT",
    help: "requests answered at the same time",
  },
  maxBodyBytes: {
    kind: "integer",
    default: 1_048_576,
    min: 1_024,
    env: "GATEWAY_MAX_BODY_BYTES",
    help: "largest request read",
  },
  maxImageBytes: {
    kind: "integer",
    default: 3_145_728,
    min: 1_024,
    // With the rest of a request it has to fit into the protocol's 4 MiB.
    max: 4_000_000,
    env: "GATEWAY_MAX_IMAGE_BYTES",
    help: "largest image file read",
  },
  maxTokens: {
    kind: "integer",
    default: 4_096,
    min: 1,
    env: "GATEWAY_MAX_TOKENS",
    help: "most that a client may ask for",
  },
  defaultMaxTokens: {
    kind: "integer",
    default: 256,
    min: 1,
    env: "GATEWAY_DEFAULT_MAX_TOKENS",
    help: "tokens when a client does not say",
  },
  requestTimeoutMs: {
    kind: "integer",
    default: 120_000,
    min: 100,
    env: "GATEWAY_REQUEST_TIMEOUT_MS",
    help: "longest answer",
  },
  firstTokenTimeoutMs: {
    kind: "integer",
    default: 20_000,
    min: 50,
    env: "GATEWAY_FIRST_TOKEN_TIMEOUT_MS",
    help: "how long a validator may take to begin before the next is asked",
  },
  maxAttempts: { kind: "integer", default: 3, min: 1, max: 16, env: "GATEWAY_MAX_ATTEMPTS", help: "validators asked" },
  discoveryIntervalMs: {
    kind: "integer",
    default: 10_000,
    min: 50,
    env: "GATEWAY_DISCOVERY_INTERVAL_MS",
    help: "between two looks at the chain for validators",
  },
  allowedOrigins: {
    kind: "list",
    default: [],
    env: "GATEWAY_ALLOWED_ORIGINS",
    help: "web origins whose pages may call /v1; none by default",
  },
  publicMetrics: {
    kind: "boolean",
    default: false,
    env: "GATEWAY_PUBLIC_METRICS",
    help: "let others than this machine read /metrics",
  },
  logLevel: {
    kind: "string",
    default: "info",
    choices: ["debug", "info", "warn", "error", "silent"],
    env: "TAO_LOG_LEVEL",
    help: "least level that is logged",
  },
} as const satisfies OptionTable;

export type GatewayConfig = Resolved<typeof gatewayOptions>;
