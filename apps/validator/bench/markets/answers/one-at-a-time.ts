/** Calls that wait for each other: a model that computes one thing at a time gives the same bits each time, whatever else runs. */
export function oneAtATime<I, O>(call: (input: I) => Promise<O>): (input: I) => Promise<O> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const next = last.then(() => call(input));
    last = next.catch(() => undefined);
    return next;
  };
}

/** A call that is made once for each key, until it is told to forget. */
export interface Remembering<I, O> {
  (input: I): Promise<O>;
  forget(): void;
}

export function remembering<I, O>(call: (input: I) => Promise<O>, keyOf: (input: I) => string): Remembering<I, O> {
  const known = new Map<string, Promise<O>>();
  const inTurn = oneAtATime(call);
  const remembered = (input: I): Promise<O> => {
    const key = keyOf(input);
    const found = known.get(key) ?? inTurn(input);
    known.set(key, found);
    return found;
  };
  return Object.assign(remembered, { forget: () => known.clear() });
}
