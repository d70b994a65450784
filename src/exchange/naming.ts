/** What is unique to an exchange, made when somebody asks for it: a replay has the ids that were recorded. */
import type { Dialect, Identity } from '../dialects/dialect.ts';
import type { Headers } from '../headers.ts';
import { IdSeed } from '../random.ts';
import type { Context } from './context.ts';
import type { Received } from './exchange.ts';
import { ownHeader } from './own-header.ts';

export class Naming {
  readonly #received: Received;
  readonly #dialect: Dialect;
  readonly #context: Context;
  #unique: string | undefined;
  #identity: Identity | undefined;

  constructor(received: Received, dialect: Dialect, context: Context) {
    this.#received = received;
    this.#dialect = dialect;
    this.#context = context;
  }

  /** 42 characters that no other exchange of this mock has, and that the n-th request of a kind has in every run. */
  get unique(): string {
    this.#unique ??= this.#make();
    return this.#unique;
  }

  /** The ids, as the dialect writes them. */
  get identity(): Identity {
    this.#identity ??= this.#dialect.identity(this.unique, this.#context.options.openrouterId);
    return this.#identity;
  }

  #make(): string {
    const { counters, options } = this.#context;
    const { route, method, path, headers, body } = this.#received;
    const dialect = this.#dialect;
    const seed = seedOf(headers, options.seed);
    const spell = () =>
      `${seed} ${dialect.name} ${method} ${path} ${'key' in body.parsed ? body.parsed.key.slice(0, 32) : ''}`;
    // Nearly all requests are of one kind per body and dialect, which is spelt out once.
    const usual = route?.endpoint.deed === 'messages' && method === 'POST' && seed === options.seed;
    const kind = usual ? body.kept.once(dialect, () => new IdSeed(spell())) : new IdSeed(spell());
    return kind.idBody(42, counters.next(kind.text));
  }
}

/** The seed that holds for a request: its `x-mock-seed` header, or the option. */
export function seedOf(headers: Headers, otherwise: string): string {
  return ownHeader(headers, 'x-mock-seed') ?? otherwise;
}
