/** The quota of each credential that made calls in the last hour: how much is used, when more comes, what Bitbucket says. */
import { TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { Quota } from '../../engine/admin/contract.ts';
import { PauseButton } from '../app/engine-pause.tsx';
import { useServices } from '../app/services.tsx';
import { messages } from '../messages.ts';
import { RestLeft } from './rest-left.tsx';
import { QuotaMeter, quotaNames } from './quota-meter.tsx';
import { Sparkline } from './sparkline.tsx';
import './quota-panel.css';

const text = messages.quota;

export function QuotaPanel() {
  const quotas = useStore(useServices().quotas, (state) => state.quotas);
  return (
    <section className="quotas" aria-label={text.label}>
      <div className="quotas-list">
        {quotas.length === 0 && <p className="quiet">{text.none}</p>}
        {quotas.map((quota) => (
          <QuotaRow key={quota.id} quota={quota} />
        ))}
      </div>
      <PauseButton />
    </section>
  );
}

function QuotaRow({ quota }: { readonly quota: Quota }) {
  const { used, budget, nextFreeAt, fitsAgainAt, restUntil, perMinute, said, since } = quota;
  const left = budget - used;
  const whenMore =
    fitsAgainAt !== null
      ? text.fitsAgain(fitsAgainAt)
      : nextFreeAt === null
        ? null
        : text.nextFree(nextFreeAt);
  const sayings = said === null || (said.limit === null && said.remaining === null) ? null : said;
  return (
    <div className="quota">
      <div className="quota-head">
        <strong className="quota-name">{quotaNames(quota)}</strong>
        <span className="quota-used">{text.used(used, budget)}</span>
      </div>
      <QuotaMeter quota={quota} />
      <div className="quota-facts">
        <span>
          {[left > 0 ? text.left(left) : text.over(-left), whenMore]
            .filter((part) => part !== null)
            .join(', ')}
        </span>
        {sayings !== null && <span>{text.said(sayings.limit, sayings.remaining)}</span>}
        {said?.nearLimit === true && <Warning sentence={text.nearLimit} />}
        {restUntil !== null && <RestLeft until={restUntil} />}
        {since !== null && <span className="quota-since">{text.since(since)}</span>}
      </div>
      <Sparkline label={text.perMinute(Math.max(...perMinute))} counts={perMinute} />
    </div>
  );
}

function Warning({ sentence }: { readonly sentence: string }) {
  return (
    <span className="quota-warning">
      <TriangleAlert aria-hidden size={13} />
      {sentence}
    </span>
  );
}
