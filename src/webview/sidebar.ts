import type { HostMessage, WebviewMessage } from '../outcome/messages';
import { RunEvent, ToggleEvent } from './events';
import type { HostApi } from './hostApi';
import { keepFocus } from './keepFocus';
import { openPage } from './openPage';
import { SidebarView } from './sidebarView';
import { readUiState, savedState } from './uiState';

declare function acquireVsCodeApi(): HostApi<WebviewMessage>;

const host = acquireVsCodeApi();
openPage(host);

const sidebar = document.querySelector('throughline-sidebar');
if (sidebar instanceof SidebarView) start(sidebar);

function start(view: SidebarView): void {
  const remembered = readUiState(host.getState());
  view.choices = remembered.choices;
  let unscrolled = remembered.scroll > 0;

  const remember = (): void => host.setState(savedState({ choices: view.choices, scroll: window.scrollY }));

  window.addEventListener('message', ({ data }: MessageEvent<HostMessage | undefined>) => {
    if (data?.type !== 'view') return;
    keepFocus(() => {
      view.page = data.page;
    });
    if (unscrolled && data.page.kind === 'ready') {
      unscrolled = false;
      requestAnimationFrame(() => window.scrollTo(0, remembered.scroll));
    }
  });
  view.addEventListener(RunEvent.type, ({ action, arg }) => {
    host.postMessage({ type: 'run', action, ...(arg === undefined ? {} : { arg }) });
  });
  view.addEventListener(ToggleEvent.type, ({ id, expanded }) => {
    const choices = new Map(view.choices);
    // A choice that agrees with the host is none: its rules go on deciding.
    if (hostExpands(view, id) === expanded) choices.delete(id);
    else choices.set(id, expanded);
    view.choices = choices;
    remember();
  });
  window.addEventListener('scrollend', remember);

  host.postMessage({ type: 'ready' });
}

function hostExpands({ page }: SidebarView, id: string): boolean | undefined {
  if (page?.kind !== 'ready') return undefined;
  return page.objectives.flatMap(({ keyResults }) => keyResults).find((keyResult) => keyResult.id === id)
    ?.expanded;
}
