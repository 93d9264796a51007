/** How full the hour is, as a bar. From four fifths on it warns; Bitbucket's own word for "little is left". */
import type { Quota } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import './quota-meter.css';

const text = messages.quota;

export const quotaNames = ({ dataSources }: Quota): string =>
  dataSources.length === 0 ? text.anonymous : dataSources.join(', ');

export function QuotaMeter({ quota }: { readonly quota: Quota }) {
  const { used, budget, said } = quota;
  const share = budget === 0 ? 1 : Math.min(1, used / budget);
  const tone = used >= budget ? 'full' : share >= 0.8 || said?.nearLimit === true ? 'near' : 'calm';
  return (
    <div
      role="meter"
      aria-label={text.meter(quotaNames(quota))}
      aria-valuemin={0}
      aria-valuemax={budget}
      aria-valuenow={Math.min(used, budget)}
      aria-valuetext={text.used(used, budget)}
      className={`quota-meter quota-${tone}`}
    >
      <div style={{ width: `${share * 100}%` }} />
    </div>
  );
}
