import type { ActionId } from '../view';

/** What the panel of a key result posts to the host. The host trusts none of it before parsing. */
export type KeyResultMessage =
  | { readonly type: 'ready' }
  /** Asks about this release. */
  | { readonly type: 'choose'; readonly release: string }
  | { readonly type: 'run'; readonly action: ActionId; readonly arg?: string }
  | { readonly type: 'fault'; readonly message: string };
