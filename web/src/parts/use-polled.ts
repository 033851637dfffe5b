import { useEffect } from 'react';

/** Calls every `ms` while somebody looks at the page, and at once when they come back to it. */
export function usePolled(ms: number, call: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') call();
    }, ms);
    const onShow = () => document.visibilityState === 'visible' && call();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [ms, call]);
}
