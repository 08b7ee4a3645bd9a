import type { LedgerHostMessage, LedgerMessage } from '../outcome/ledger/messages';
import { RunEvent } from './events';
import type { HostApi } from './hostApi';
import { AskEvent, FilterEvent, OpenCommitEvent, PlaceEvent, WantRowsEvent } from './ledgerEvents';
import { LedgerPageElement } from './ledgerPage';
import { readLedgerUiState } from './ledgerUiState';
import { openPage } from './openPage';

declare function acquireVsCodeApi(): HostApi<LedgerMessage>;

const host = acquireVsCodeApi();
openPage(host);

const element = document.querySelector('throughline-ledger');
if (element instanceof LedgerPageElement) start(element);

function start(panel: LedgerPageElement): void {
  panel.restored = readLedgerUiState(host.getState());
  window.addEventListener('message', ({ data }: MessageEvent<LedgerHostMessage | undefined>) => {
    if (data?.type === 'ledger') panel.page = data.page;
    if (data?.type === 'rows') panel.receive(data.list, data.start, data.rows);
  });
  panel.addEventListener(FilterEvent.type, ({ change }) => {
    const { page } = panel;
    if (page?.kind !== 'ledger') return;
    const filter = { ...page.filter, ...change };
    // Shown at once; the host's answer says the same.
    panel.page = { ...page, filter };
    host.postMessage({ type: 'filter', filter });
  });
  panel.addEventListener(WantRowsEvent.type, ({ list, range }) =>
    host.postMessage({ type: 'rows', list, ...range }),
  );
  panel.addEventListener(OpenCommitEvent.type, ({ id }) => host.postMessage({ type: 'open', id }));
  panel.addEventListener(AskEvent.type, ({ what }) => host.postMessage({ type: what }));
  panel.addEventListener(RunEvent.type, ({ action }) => host.postMessage({ type: 'run', action }));
  panel.addEventListener(PlaceEvent.type, ({ place }) => host.setState(place));
  host.postMessage({ type: 'ready' });
}
