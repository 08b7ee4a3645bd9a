/** Somebody asks about another deployment. */
export class ChooseEvent extends Event {
  static readonly type = 'throughline-choose';

  constructor(readonly release: string) {
    super(ChooseEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    [ChooseEvent.type]: ChooseEvent;
  }
}
