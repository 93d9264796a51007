/** A result as a chart: which columns, what is drawn, what is left out, and the same in words. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { messages } from '../messages.ts';
import { ChartControls } from './chart-controls.tsx';
import { chartData, type ChartData } from './chart-data.ts';
import { drawChart, seriesColours } from './chart-plot.ts';
import { defaultChart, type ChartSpec } from './chart-spec.ts';
import type { ResultTab } from './result-tabs.ts';
import type { Run } from './run.ts';
import './chart-view.css';

const text = messages.preview;
const mostInWords = 12;

export function ChartView({ tab: { id, run, chart } }: { tab: ResultTab }) {
  const spec = chart ?? defaultChart(run.columns);
  if (run.rowCount === 0) return <p className="run-empty">{text.chartNoRows}</p>;
  if (spec === null) return <p className="run-empty">{text.chartEmpty}</p>;
  return (
    <section className="chart" aria-label={text.viewChart}>
      <ChartControls id={id} columns={run.columns} spec={spec} />
      <Chart run={run} spec={spec} />
    </section>
  );
}

function Chart({ run, spec }: { run: Run; spec: ChartSpec }) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const { columns, rows, rowCount } = run;
  const data = useMemo(() => chartData(columns, rows, rowCount, spec), [columns, rows, rowCount, spec]);
  const xLabel = columns[spec.x]?.name ?? '';
  const yLabel = labelOfY(run, spec);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (size.width === 0 || data.points.length === 0) return;
    place.current?.replaceChildren(drawChart(spec, data, { ...size, xLabel, yLabel }));
  }, [spec, data, size, xLabel, yLabel]);
  const notes = notesOf(data);
  return (
    <>
      {data.points.length === 0 && <p className="run-empty">{text.chartEmpty}</p>}
      <div
        ref={place}
        className={data.points.length === 0 ? 'chart-place chart-hidden' : 'chart-place'}
        role="img"
        aria-label={inWords(data, spec, xLabel, yLabel)}
      />
      {data.series.length > 1 && (
        <ul className="chart-legend">
          {data.series.map((name, index) => (
            <li key={name}>
              <svg aria-hidden width="10" height="10">
                <rect width="10" height="10" rx="2" fill={seriesColours[index]} />
              </svg>
              {name === '' ? text.nullValue : name}
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && <p className="chart-notes quiet">{notes.join(' ')}</p>}
    </>
  );
}

function labelOfY({ columns }: Run, { kind, y, aggregate }: ChartSpec): string {
  const name = y === null ? undefined : columns[y]?.name;
  if (name === undefined) return text.chartRows;
  return kind === 'scatter' ? name : text.chartOf(text.chartAggregates[aggregate], name);
}

function notesOf({ missing, otherGroups, otherSeries, grouped, unit, points }: ChartData): readonly string[] {
  return [
    ...(unit === null ? [] : [text.chartUnit(unit)]),
    ...(missing > 0 ? [text.chartMissing(missing)] : []),
    ...(otherGroups > 0 ? [text.chartOthers(otherGroups)] : []),
    ...(otherSeries > 0 ? [text.chartOtherSeries(otherSeries)] : []),
    ...(grouped > 0 ? [text.chartGrouped(grouped, points.length)] : []),
  ];
}

/** The first points; the rows themselves are in the grid beside. */
function inWords({ points, scale }: ChartData, { kind }: ChartSpec, xLabel: string, yLabel: string): string {
  const first = points.slice(0, mostInWords).map(({ x, y, series }) => {
    const name = scale === 'time' && typeof x === 'number' ? text.chartDate(x) : String(x);
    return text.chartPoint(series === '' ? name : `${name} ${series}`, y);
  });
  const more = points.length > mostInWords ? [text.chartMore(points.length - mostInWords)] : [];
  return text.chartSummary(text.chartKinds[kind], yLabel, xLabel, [...first, ...more].join(', '));
}
