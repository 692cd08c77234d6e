import { walletError } from "./errors.js";

const MIN_LENGTH = 6;
const MIN_DIFFERENT = 4;

/**
 * What a person types as a new password: blanks around it are dropped, as the Python tools do. The salt of the file format is fixed,
 * so a common password may be in a table: long ones of several words are better than this least.
 * @returns the password to use. @throws `wallet/weak_password` for less than 6 characters, or less than 4 different ones.
 */
export function checkNewPassword(typed: string): string {
  const password = typed.trim();
  if (password.length < MIN_LENGTH) throw weak(`it has less than ${MIN_LENGTH} characters`);
  if (new Set(password).size < MIN_DIFFERENT) throw weak(`it has less than ${MIN_DIFFERENT} different characters`);
  return password;
}

const weak = (reason: string) =>
  walletError({ code: "wallet/weak_password", reason }, `This password is too weak: ${reason}.`, {
    remedy: "Take four or more random words.",
  });
