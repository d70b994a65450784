/** Why an exchange does not go into its cassette, though all is well with the disk. */

/** The message is the reason, as a sentence for people. */
export class NotKept extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotKept';
  }
}

/** There are secrets in it. The message says which exchange, where they stand, and what to do. */
export class HoldsSecrets extends NotKept {}
