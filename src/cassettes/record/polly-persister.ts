/** Where Polly's recordings go: the store of cassettes, which locks, and writes atomically. */
import type { Har } from '@pollyjs/persister';
import type { HarEntry } from '../../har.ts';
import type { Keeping } from './keeping.ts';
import { Persister } from './polly-classes.ts';

/** Who makes the Polly sets `keeping`. */
interface Options {
  keeping?: Keeping;
}

export class PollyPersister extends Persister<Options> {
  static override readonly id = 'stuntdouble';

  /**
   * Nothing, so that Polly has the new entry alone in its hands. It would read before it writes without a lock, compare each entry with
   * each, and put the new one in the place of an earlier one of the same request.
   */
  override async onFindRecording(): Promise<null> {
    return null;
  }

  override async onSaveRecording(_recordingId: string, { log }: Har): Promise<void> {
    for (const entry of log.entries as unknown as HarEntry[]) await this.options.keeping!.save(entry);
  }
}
