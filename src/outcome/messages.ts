import type { EmptyPage, ReadyPage } from './view';
import type { ActionId } from './view/actionIds';

/** What the host posts to the sidebar's webview. Each `view` replaces the one before. */
export type HostMessage = { readonly type: 'view'; readonly page: EmptyPage | ReadyPage };

/** What the webview posts to the host. The host trusts none of it before parsing. */
export type WebviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly action: ActionId; readonly arg?: string }
  | { readonly type: 'fault'; readonly message: string };

/** What the panel posts to the host. */
export type PreviewMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'edit'; readonly query: string }
  | { readonly type: 'test'; readonly query: string }
  | { readonly type: 'save'; readonly query: string }
  | { readonly type: 'signIn' }
  | { readonly type: 'close' }
  | { readonly type: 'fault'; readonly message: string };
