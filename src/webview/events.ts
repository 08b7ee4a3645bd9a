import type { ActionId } from '../outcome/view/actionIds';

/** Somebody pressed a button. Crosses shadow roots up to the page. */
export class RunEvent extends Event {
  static readonly type = 'throughline-run';

  constructor(
    readonly action: ActionId,
    readonly arg: string | undefined,
  ) {
    super(RunEvent.type, { bubbles: true, composed: true });
  }
}

/** A key result was opened or closed by hand. */
export class ToggleEvent extends Event {
  static readonly type = 'throughline-toggle';

  constructor(
    readonly id: string,
    readonly expanded: boolean,
  ) {
    super(ToggleEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    [RunEvent.type]: RunEvent;
    [ToggleEvent.type]: ToggleEvent;
  }
}
