/** What a chart is made of: its kind, and the columns for each direction. */
import { useServices } from '../app/services.tsx';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import { aggregates, chartKinds, scaleOf, type ChartSpec } from './chart-spec.ts';

const text = messages.preview;
const none = 'none';

export interface ChartControlsProps {
  /** Of the tab whose rows are drawn. */
  readonly id: string;
  readonly columns: readonly ResultColumn[];
  readonly spec: ChartSpec;
}

export function ChartControls({ id, columns, spec }: ChartControlsProps) {
  const { preview } = useServices();
  const change = (part: Partial<ChartSpec>) => preview.setChart(id, { ...spec, ...part });
  const all = columns.map(({ name }, index) => ({ value: String(index), label: name }));
  const numbers = all.filter((_, index) => scaleOf(columns[index]) === 'number');
  const orNone = (label: string) => ({ value: none, label });
  const index = (value: string) => (value === none ? null : Number(value));
  const isScatter = spec.kind === 'scatter';
  const changeKind = (value: string) => {
    const kind = chartKinds.find((one) => one === value) ?? spec.kind;
    const y = kind === 'scatter' && spec.y === null ? index(numbers[0]?.value ?? none) : spec.y;
    change({ kind, y });
  };
  return (
    <div className="chart-controls">
      <Choice
        label={text.chartKind}
        choices={chartKinds.map((kind) => ({ value: kind, label: text.chartKinds[kind] }))}
        value={spec.kind}
        onChange={changeKind}
      />
      <Choice
        label={text.chartX}
        choices={all}
        value={String(spec.x)}
        onChange={(value) => change({ x: Number(value) })}
      />
      <Choice
        label={text.chartY}
        choices={isScatter ? numbers : [orNone(text.chartRows), ...numbers]}
        value={String(spec.y ?? none)}
        onChange={(value) => {
          const y = index(value);
          const wasCount = spec.y === null && spec.aggregate === 'count';
          change({ y, ...(y !== null && wasCount ? { aggregate: 'sum' } : {}) });
        }}
      />
      {!isScatter && spec.y !== null && (
        <Choice
          label={text.chartAggregate}
          choices={aggregates.map((one) => ({ value: one, label: text.chartAggregates[one] }))}
          value={spec.aggregate}
          onChange={(value) =>
            change({ aggregate: aggregates.find((one) => one === value) ?? spec.aggregate })
          }
        />
      )}
      <Choice
        label={text.chartSeries}
        choices={[orNone(text.chartNone), ...all]}
        value={String(spec.series ?? none)}
        onChange={(value) => change({ series: index(value) })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice(props: ChoiceProps) {
  return (
    <div className="chart-choice">
      <span aria-hidden className="quiet">
        {props.label}
      </span>
      <SelectBox placeholder={text.choose} {...props} />
    </div>
  );
}
