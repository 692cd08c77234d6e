import { PARTS, type Surface } from "./surface.js";

/** `SubtensorModule.calls.set_weights: [0,"netuid"] instead of [0]`, one for each item that ours has otherwise. */
export function differences(ours: Surface, theirs: Surface): string[] {
  const found: string[] = [];
  const compare = (where: string, own: unknown, other: unknown): void => {
    if (other === undefined) found.push(`${where}: only here`);
    else if (JSON.stringify(own) !== JSON.stringify(other))
      found.push(`${where}: ${JSON.stringify(own)} instead of ${JSON.stringify(other)}`);
  };
  for (const [name, pallet] of Object.entries(ours.pallets)) {
    const other = theirs.pallets[name];
    compare(name, pallet.index, other?.index);
    for (const part of PARTS) {
      for (const [item, own] of Object.entries(pallet[part]))
        compare(`${name}.${part}.${item}`, own, other?.[part][item]);
    }
  }
  for (const [name, { version, methods }] of Object.entries(ours.apis)) {
    const other = theirs.apis[name];
    compare(name, version, other?.version);
    for (const [method, own] of Object.entries(methods)) compare(`${name}.${method}`, own, other?.methods[method]);
  }
  return found;
}
