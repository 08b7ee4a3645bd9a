import type { ActionId } from '../view/actionIds';
import type { KeyResultPage } from './view';

/** What the host posts to the panel of a key result. Each page replaces the one before. */
export interface KeyResultHostMessage {
  readonly type: 'keyResult';
  readonly page: KeyResultPage;
}

/** What that panel posts to the host. The host trusts none of it before parsing. */
export type KeyResultMessage =
  | { readonly type: 'ready' }
  /** Asks about this release. */
  | { readonly type: 'choose'; readonly release: string }
  | { readonly type: 'run'; readonly action: ActionId; readonly arg?: string }
  | { readonly type: 'fault'; readonly message: string };
