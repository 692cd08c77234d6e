import { memo } from "react";
import { amount, exactAmount, integer, percent } from "../format.js";
import type { Neuron } from "../neurons.js";
import { Address } from "./Address.js";
import { Bar } from "./Bar.js";
import { Live } from "./Live.js";

interface NeuronRowProps {
  readonly neuron: Neuron;
  /** Blocks. */
  readonly updatedAgo: number;
}

const share = (value: number): string => (value === 0 ? "–" : percent(value));

export const NeuronRow = memo(function NeuronRow({ neuron, updatedAgo }: NeuronRowProps) {
  const { uid, role, hotkey, stake, incentive, dividends, emission, trust, axon } = neuron;
  return (
    <tr>
      <th scope="row" className="number">
        {uid}
      </th>
      <td className={`text role-${role}`}>{role}</td>
      <td className="text">
        <Address address={hotkey} />
      </td>
      <td className="number">
        <Live title={exactAmount(stake)}>{amount(stake)}</Live>
      </td>
      <td className="number">
        <Live>{share(incentive)}</Live>
        <Bar share={incentive} />
      </td>
      <td className="number">
        <Live>{share(dividends)}</Live>
      </td>
      <td className="number">
        <Live title={exactAmount(emission)}>{amount(emission, 4)}</Live>
      </td>
      <td className="number">{trust === 0 ? "–" : trust.toFixed(2)}</td>
      <td className="number">{integer(Math.max(0, updatedAgo))}</td>
      <td className="text muted">{axon ?? "–"}</td>
    </tr>
  );
});
