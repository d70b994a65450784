/** What to do about an error of syntax, in plain words. */

/** By the code of the `yaml` library, for those that its own words do not mend. */
const MENDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is there already. Keep one of the two.',
  MULTIPLE_DOCS: 'a stub file is one document. Put all stubs into one list, or split the file.',
  TAB_AS_INDENT: 'YAML does not allow tabs for indentation. Use spaces.',
  BAD_ALIAS: 'there is no such anchor. Write it as &name before it is used as *name, or put the text in quotes.',
  BAD_INDENT: 'the indentation does not fit. Let keys of one object begin in the same column.',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon makes no sense here. Put the text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line. Is a colon missing after it?',
};

/** The sentence for an error; what has no words of ours is quoted. */
export function yamlMend(code: string, message: string): string {
  if (message.includes('call stack')) return 'it is nested too deep to be read. Make it flatter.';
  const known = Object.hasOwn(MENDS, code) ? MENDS[code] : undefined;
  return known ?? `${message.replace(/\.$/, '').slice(0, 200)}. Check indentation, colons and quotes.`;
}
