import type { HostApi } from './hostApi';

const LONGEST = 500;

/** Bugs of this page end up in the extension's log, where somebody can read them. */
export function reportFaults(host: HostApi): void {
  const report = (message: string): void =>
    host.postMessage({ type: 'fault', message: message.slice(0, LONGEST) });
  window.addEventListener('error', ({ message, lineno, colno }) => report(`${message} (${lineno}:${colno})`));
  window.addEventListener('unhandledrejection', ({ reason }) =>
    report(`unhandled rejection: ${String(reason)}`),
  );
}
