/** The secrets of one request, by order of appearance: a recording that was redacted has pseudonyms where they stood. */
import type { CassetteSettings } from '../cassette-settings.ts';
import { isObject } from '../replay/events-of.ts';
import { secretSpans } from '../secrets/secret-spans.ts';
import { mayHoldSecret } from './may-hold-secret.ts';

/** Shorter ones could stand elsewhere by chance. */
const LEAST = 8;
/** Characters of base64 under `data`: a file, which stands beside the recording. */
const FILE = 8 * 1024;

export class SecretNames {
  readonly #settings: CassetteSettings;
  readonly #names = new Map<string, string>();
  /** A secret is one everywhere, whatever stands before it. */
  readonly #told = new Set<string>();
  #anywhere: RegExp | undefined;

  constructor(settings: CassetteSettings) {
    this.#settings = settings;
  }

  /** Looks for secrets in all texts, before any is replaced. */
  learn(value: unknown, name?: string): void {
    if (typeof value === 'string') this.#learnText(value, name);
    else if (Array.isArray(value)) for (const entry of value) this.learn(entry);
    else if (isObject(value)) for (const key of Object.keys(value)) this.learn(value[key], key);
  }

  /** The text with `<secret 1>` and so on. @param name key under which it stands */
  replace(text: string, name?: string): string {
    if (this.#told.size === 0) return text;
    const spans = this.#maySecret(text, name) ? secretSpans(text, this.#settings, name) : [];
    let rest = '';
    let from = 0;
    for (const { start, end } of spans) {
      if (start < from) continue;
      rest += this.#replaceTold(text.slice(from, start)) + this.#nameOf(text.slice(start, end));
      from = end;
    }
    return rest + this.#replaceTold(text.slice(from));
  }

  #learnText(text: string, name: string | undefined): void {
    if (name === 'data' && text.length >= FILE) return;
    if (!this.#maySecret(text, name)) return;
    for (const { start, end } of secretSpans(text, this.#settings, name)) this.#told.add(text.slice(start, end));
    this.#anywhere = undefined;
  }

  #maySecret(text: string, name: string | undefined): boolean {
    return this.#settings.secrets?.length ? text !== '' : mayHoldSecret(text, name);
  }

  #replaceTold(text: string): string {
    const long = [...this.#told].filter(({ length }) => length >= LEAST);
    if (long.length === 0 || text.length < LEAST) return text;
    // The longest first, as one may begin like another.
    this.#anywhere ??= new RegExp(
      long
        .sort((a, b) => b.length - a.length)
        .map((secret) => secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join('|'),
      'g',
    );
    return text.replace(this.#anywhere, (secret) => this.#nameOf(secret));
  }

  /** Whatever their kind: the same secret may seem of one kind here and of another there. */
  #nameOf(secret: string): string {
    let name = this.#names.get(secret);
    if (name === undefined) {
      name = `<secret ${this.#names.size + 1}>`;
      this.#names.set(secret, name);
    }
    return name;
  }
}
