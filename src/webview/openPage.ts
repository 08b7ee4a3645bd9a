import type { HostApi } from './hostApi';
import { pageStyles } from './pageStyles';

const LONGEST = 500;

interface Fault {
  readonly type: 'fault';
  readonly message: string;
}

/** What every page does before it draws. Bugs of it end up in the extension's log, where somebody can read them. */
export function openPage(host: HostApi<Fault>): void {
  const report = (message: string): void =>
    host.postMessage({ type: 'fault', message: message.slice(0, LONGEST) });
  window.addEventListener('error', ({ message, lineno, colno }) => report(`${message} (${lineno}:${colno})`));
  window.addEventListener('unhandledrejection', ({ reason }) =>
    report(`unhandled rejection: ${String(reason)}`),
  );
  if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
  // Else the font would come only after the first icon, and icons after the numbers.
  void document.fonts.load('16px codicon');
}
