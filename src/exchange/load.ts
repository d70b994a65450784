/** How busy a session is: its spoilt requests that are under way. */

/** What a request holds of the load until its reply has left. */
export interface Stay {
  /** How many others were under way when it came. */
  readonly others: number;
  leave(): void;
}

/** Only requests that get faults are counted, because only faults ask: all others pass by at no cost. */
export class Load {
  #underWay = 0;

  /**
   * @param more what else is to be left with it
   * @example
   * const stay = load.enter();
   * wait(100 * stay.others).then(() => stay.leave());
   */
  enter(more?: { leave(): void }): Stay {
    let left = false;
    return {
      others: this.#underWay++,
      leave: () => {
        if (left) return;
        left = true;
        this.#underWay--;
        more?.leave();
      },
    };
  }
}
