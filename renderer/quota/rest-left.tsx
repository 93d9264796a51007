/** Counts down until calls go on, where they wait because Bitbucket asked for it; nothing once they do. */
import { Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { messages } from '../messages.ts';
import './rest-left.css';

const tick = 500;

/** `until`: ISO 8601. */
export function RestLeft({ until }: { readonly until: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (seconds <= 0) return null;
  return (
    // A clock that is read aloud each second would drown everything else.
    <span role="timer" aria-live="off" className="rest-left">
      <Hourglass aria-hidden size={13} />
      {messages.quota.resting(seconds)}
    </span>
  );
}
