import { open } from "node:fs/promises";
import { walletError } from "./errors.js";
import { decodePasswordVariable, passwordVariable } from "./password-variable.js";

/** Finds the password of a keyfile when it is needed. `undefined` if it has none. @param path - Absolute, of the keyfile. */
export type PasswordSource = (path: string) => string | undefined | Promise<string | undefined>;

export interface PasswordSources {
  readonly password?: string | undefined;
  /** A file whose first line is the password. */
  readonly file?: string | undefined;
  /** The environment, in which the Python tools look for `BT_PW_` and the keyfile's path. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Asks a person. */
  readonly prompt?: PasswordSource;
}

/** Tries them in this order: the password itself, the file, the variable, the person. Nothing is read before it is needed. */
export function passwordSource({ password, file, env = {}, prompt }: PasswordSources): PasswordSource {
  return async (path) => {
    if (password) return password;
    if (file) return readPasswordFile(file);
    const variable = passwordVariable(path);
    const value = env[variable];
    return value ? decodePasswordVariable(value, variable) : prompt?.(path);
  };
}

export const findPassword = (given: string | PasswordSource | undefined, path: string) =>
  typeof given === "function" ? given(path) : given;

const MAX_BYTES = 4096;

/** The first line, without its end. @throws `wallet/password_file`. */
export async function readPasswordFile(path: string): Promise<string> {
  const text = await readStart(path).catch((cause: NodeJS.ErrnoException) => {
    throw badFile(path, `it cannot be read (${cause.code})`);
  });
  const password = text.split(/\r?\n/, 1)[0];
  if (!password) throw badFile(path, "its first line is empty");
  return password;
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(MAX_BYTES), 0, MAX_BYTES, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

const badFile = (path: string, reason: string) =>
  walletError(
    { code: "wallet/password_file", path, reason },
    `The password file ${path} gives no password: ${reason}.`,
    {
      remedy: "Write the password in the first line of a file that this program can read.",
    },
  );
