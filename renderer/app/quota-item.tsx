/** The fullest quota of the hour, small in the status line; it leads to the requests. Nothing before a call is made. */
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import { QuotaMeter, quotaNames } from '../quota/quota-meter.tsx';
import { useServices } from './services.tsx';

const text = messages.quota;

export function QuotaItem() {
  const { quotas, window } = useServices();
  const fullest = useStore(quotas, (state) => state.quotas[0]);
  if (fullest === undefined) return null;
  const { used, budget } = fullest;
  return (
    <span className="status-item status-quota" title={text.meter(quotaNames(fullest))}>
      <QuotaMeter quota={fullest} />
      <Button variant="plain" onPress={() => window.setState({ tab: 'requests' })}>
        {text.short(used, budget)}
      </Button>
    </span>
  );
}
