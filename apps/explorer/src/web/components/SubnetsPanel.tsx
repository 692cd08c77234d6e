import type { KeyboardEvent } from "react";
import { useSubnets } from "../api/queries.js";
import type { Subnet } from "../api/types.js";
import { amount, exactAmount, integer, percent } from "../format.js";
import { Bar } from "./Bar.js";
import { ErrorNote } from "./ErrorNote.js";
import { Live } from "./Live.js";
import { TableSkeleton } from "./TableSkeleton.js";

interface SubnetsPanelProps {
  readonly chosen: number | undefined;
  readonly onChoose: (netuid: number) => void;
}

/** The subnets with what they cost and get. Up and down move between rows; the chosen one's neurons are shown below. */
export function SubnetsPanel({ chosen, onChoose }: SubnetsPanelProps) {
  const { data, error, refetch } = useSubnets();
  return (
    <section className="panel" aria-labelledby="subnets-title">
      <div className="panel-head">
        <h2 id="subnets-title">Subnets</h2>
      </div>
      {!data && error ? (
        <ErrorNote what="The subnets could not be read" error={error} onRetry={refetch} />
      ) : data?.subnets.length === 0 ? (
        <p className="empty">No subnets yet. The first one appears here as soon as somebody registers it.</p>
      ) : (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Subnet</th>
                <th scope="col" className="number">
                  Price, τ
                </th>
                <th scope="col" className="number wide" title="Share of each block's TAO, by smoothed price">
                  Emission
                </th>
                <th scope="col" className="number" title="TAO in the subnet's pool">
                  Pool, τ
                </th>
                <th scope="col" className="number">
                  Neurons
                </th>
                <th scope="col" className="number" title="Blocks until weights become pay again">
                  Epoch in
                </th>
              </tr>
            </thead>
            {data ? (
              <tbody onKeyDown={moveFocus}>
                {data.subnets.map((subnet) => (
                  <SubnetRow
                    key={subnet.netuid}
                    subnet={subnet}
                    chosen={subnet.netuid === chosen}
                    onChoose={onChoose}
                  />
                ))}
              </tbody>
            ) : (
              <TableSkeleton rows={3} columns={6} />
            )}
          </table>
        </div>
      )}
    </section>
  );
}

interface SubnetRowProps {
  readonly subnet: Subnet;
  readonly chosen: boolean;
  readonly onChoose: (netuid: number) => void;
}

function SubnetRow({ subnet, chosen, onChoose }: SubnetRowProps) {
  const { netuid, name, symbol, price, emissionShare, taoIn, neurons, tempo, blocksSinceLastStep } = subnet;
  return (
    <tr className={chosen ? "chosen" : undefined}>
      <th scope="row">
        <button type="button" className="row-choice" aria-pressed={chosen} onClick={() => onChoose(netuid)}>
          <span className="netuid">{netuid}</span> {name || "unnamed"} <span className="muted">{symbol}</span>
        </button>
      </th>
      <td className="number">
        <Live title={`τ ${exactAmount(price)}`}>{amount(price, 4)}</Live>
      </td>
      <td className="number">
        <Live>{emissionShare ? percent(emissionShare) : "–"}</Live>
        <Bar share={emissionShare ?? 0} />
      </td>
      <td className="number">
        <Live title={exactAmount(taoIn)}>{amount(taoIn)}</Live>
      </td>
      <td className="number">{integer(neurons)}</td>
      <td className="number">{netuid === 0 ? "–" : integer(Math.max(0, tempo - blocksSinceLastStep))}</td>
    </tr>
  );
}

/** Arrow keys walk from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>(".row-choice")];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  choices[Math.min(choices.length - 1, Math.max(0, at + step))]?.focus();
  event.preventDefault();
}
