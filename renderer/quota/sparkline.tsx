/** Counts over time as a row of thin bars, the latest at the right. */
export interface SparklineProps {
  readonly label: string;
  readonly counts: readonly number[];
}

const barWidth = 2;
const barHeight = 20;

export function Sparkline({ label, counts }: SparklineProps) {
  const most = Math.max(1, ...counts);
  const width = counts.length * barWidth;
  const bars = counts.flatMap((count, index) => {
    if (count === 0) return [];
    // One call is to be seen beside a hundred.
    const height = Math.max(1.5, (count / most) * barHeight);
    return [`M${index * barWidth} ${barHeight}v${-height}h${barWidth - 0.5}V${barHeight}z`];
  });
  return (
    <svg
      role="img"
      aria-label={label}
      className="sparkline"
      width={width}
      height={barHeight + 1}
      viewBox={`0 0 ${width} ${barHeight + 1}`}
    >
      <title>{label}</title>
      <path d={bars.join('')} className="sparkline-bars" />
      <path d={`M0 ${barHeight + 0.5}h${width}`} className="sparkline-base" />
    </svg>
  );
}
