/** The sign of a state of health; its word always stands beside it. */
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import type { HealthFinding } from '../../engine/admin/contract.ts';

const icons = { good: CircleCheck, neutral: CircleHelp, warning: TriangleAlert, bad: CircleX } as const;

export function HealthTone({ tone, size }: { tone: HealthFinding['tone']; size: number }) {
  const Icon = icons[tone];
  return <Icon aria-hidden size={size} className="health-icon" />;
}
