/** The end of the driver manager's trace, with secrets masked by the engine. */
import { useEffect, useEffectEvent, useState } from 'react';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { copyText } from '../controls/copy-text.ts';
import { useAct } from '../controls/use-act.ts';

const text = messages.tracing;

export function TraceTail() {
  const { engine } = useServices();
  const [tail, setTail] = useState('');
  const { busy, failure, act } = useAct();
  const read = () => act(async () => setTail((await engine.call('tracing.tail', {})).text));
  const readFirst = useEffectEvent(() => void read());
  useEffect(() => readFirst(), []);
  return (
    <div className="log">
      <div className="log-bar">
        <Button isDisabled={busy} onPress={() => void read()}>
          {text.refresh}
        </Button>
        <Button isDisabled={tail === ''} onPress={() => copyText(tail)}>
          {messages.log.copy}
        </Button>
        <span className="quiet manager-about">{text.tailAbout}</span>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it */}
      <pre className="trace-tail" tabIndex={0} role="region" aria-label={text.tail}>
        {tail === '' ? text.tailNone : tail}
      </pre>
    </div>
  );
}
