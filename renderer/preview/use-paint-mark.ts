/** Marks the first paint after the last row of a result; `npm run bench -- --only window` reads it. */
import { useEffect } from 'react';

const paintedMark = 'preview.painted';

export function usePaintMark(isComplete: boolean): void {
  useEffect(() => {
    if (!isComplete) return undefined;
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => performance.mark(paintedMark));
    channel.port1.start();
    // The message is handled after the frame that the request is for has been drawn.
    const frame = requestAnimationFrame(() => channel.port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      channel.port1.close();
    };
  }, [isComplete]);
}
