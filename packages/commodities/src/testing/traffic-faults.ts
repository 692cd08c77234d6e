/**
 * What tells users' requests from challenges by the fields that are on the wire, in words; nothing if nothing does. What all challenges
 * carry, each user's request has to carry as well, and no field may be there that never is in the others.
 * @param challenges - Requests of many challenges.
 * @param organic - Users' requests, disguised: at least one for each form that they take.
 */
export function trafficFaults(challenges: readonly unknown[], organic: readonly unknown[]): string[] {
  const [ours, theirs] = [challenges, organic].map((requests) => requests.map((request) => fieldsOnWire(request))) as [
    Set<string>[],
    Set<string>[],
  ];
  const [everOurs, everTheirs] = [union(ours), union(theirs)];
  const always = [...everOurs].filter((field) => ours.every((fields) => fields.has(field)));
  return [
    ...always
      .filter((field) => theirs.some((fields) => !fields.has(field)))
      .map((field) => `${field} is in all challenges and not in all users' requests.`),
    ...[...everOurs]
      .filter((field) => !everTheirs.has(field))
      .map((field) => `${field} is in some challenges and never in users' requests.`),
    ...[...everTheirs]
      .filter((field) => !everOurs.has(field))
      .map((field) => `${field} is in some users' requests and never in challenges.`),
  ];
}

const union = (sets: readonly Set<string>[]): Set<string> => new Set(sets.flatMap((set) => [...set]));

/** Paths of the fields that the wire carries of a message: what has its default is not sent. */
export function fieldsOnWire(message: unknown, path = ""): Set<string> {
  const isDefault = message === undefined || message === 0 || message === "" || message === false;
  if (isDefault || (ArrayBuffer.isView(message) && message.byteLength === 0)) return new Set();
  if (typeof message !== "object" || message === null || ArrayBuffer.isView(message)) return new Set([path]);
  if (Array.isArray(message)) {
    return message.length === 0
      ? new Set()
      : union([new Set([path]), ...message.map((item) => fieldsOnWire(item, path))]);
  }
  const fields = Object.entries(message).map(([name, value]) =>
    fieldsOnWire(value, path === "" ? name : `${path}.${name}`),
  );
  return union([new Set(path === "" ? [] : [path]), ...fields]);
}
