import { storageError } from "../errors.js";

const MAX_NAME_BYTES = 512;

/**
 * An object's name: parts joined by slashes, such as `photos/2026/cat.png`. It never becomes a path here; but others may make it one.
 * @throws `storage/invalid_name` for what could leave a folder or hide in one: empty parts, `.`, `..`, backslashes, control characters.
 */
export function checkObjectName(name: string): string {
  const problem = nameProblem(name);
  if (problem === undefined) return name;
  throw storageError("storage/invalid_name", `The object's name ${problem}.`, {
    remedy: "Use parts joined by single slashes, such as photos/cat.png.",
  });
}

function nameProblem(name: string): string | undefined {
  if (typeof name !== "string" || name === "") return "is empty";
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `has more than ${MAX_NAME_BYTES} bytes`;
  if (/\p{Surrogate}/u.test(name)) return "is not well-formed Unicode";
  if (/[\p{Cc}\p{Cf}\\]/u.test(name)) return "has a backslash, or a character that cannot be seen";
  if (/^[A-Za-z]:/.test(name)) return "begins with a drive";
  if (name.split("/").some((part) => part === "" || part === "." || part === "..")) return "has an empty part, . or ..";
  return undefined;
}
