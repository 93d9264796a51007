/** How many API calls a statement has made; it leads to them in the list of requests. */
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';

const text = messages.preview;

export interface CallsLinkProps {
  readonly calls: number;
  readonly statementId: number | null;
  /** The number alone, where the words stand beside it. */
  readonly short?: boolean;
}

export function CallsLink({ calls, statementId, short = false }: CallsLinkProps) {
  const { requests, window } = useServices();
  const label = short ? text.number(calls) : text.calls(calls);
  if (calls === 0 || statementId === null) return <span>{label}</span>;
  const show = () => {
    requests.showStatement(statementId);
    window.setState({ tab: 'requests' });
  };
  return (
    <Button variant="plain" className="button-link" aria-label={text.showCalls(calls)} onPress={show}>
      {label}
    </Button>
  );
}
