/** Counts down from what the engine has told; at zero the engine says what has become of it. */
import { useEffect, useState } from 'react';
import { messages } from '../messages.ts';

const tick = 1000;

export function TimeLeft({ seconds }: { readonly seconds: number }) {
  const [since] = useState(() => performance.now());
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tick);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil(seconds - (now - since) / 1000));
  return (
    // A clock that is read aloud each second would drown everything else.
    <span role="timer" aria-live="off" className="quiet sign-in-clock">
      {messages.signIn.timeLeft(left)}
    </span>
  );
}
