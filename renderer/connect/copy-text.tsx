/** A text with a Copy button. What was copied is selected, so that it is seen, and so that Ctrl+C works as well. */
import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { copyText } from '../controls/copy-text.ts';
import { messages } from '../messages.ts';

const text = messages.connect;

export function CopyText({ title, text: content }: { title: string; text: string }) {
  const place = useRef<HTMLPreElement>(null);
  const heading = useId();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    if (place.current === null) return;
    getSelection()?.selectAllChildren(place.current);
    setCopied(copyText(content));
  };
  return (
    <div className="connect-text">
      <div className="connect-text-head">
        <h3 id={heading}>{title}</h3>
        <span role="status" className={copied === false ? 'bad' : 'quiet'}>
          {copied === true && messages.copied}
          {copied === false && text.copyRefused}
        </span>
        <Button aria-label={text.copyLabel(title)} onPress={copy}>
          {copied === true ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
          {messages.copy}
        </Button>
      </div>
      {/* Long lines scroll, which the keyboard has to reach. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={place} tabIndex={0} role="region" aria-labelledby={heading} onCopy={() => setCopied(true)}>
        {content.trimEnd()}
      </pre>
    </div>
  );
}
