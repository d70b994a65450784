import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optionsPage } from '../src/cli/options-page.ts';
import { gatherOptions } from '../src/cli/sources.ts';
import { OPTION_NAMES, OPTIONS } from '../src/config.ts';
import { configSchema } from '../src/config-schema.ts';
import { parseOptionText, resolveOptions } from '../src/resolve-options.ts';

const root = join(import.meta.dirname, '..');
const folder = () => mkdtempSync(join(tmpdir(), 'stuntdouble-'));
const gather = (parts: Partial<Parameters<typeof gatherOptions>[0]>) =>
  gatherOptions({ flags: {}, environment: {}, directory: folder(), ...parts });

describe('the table of options', () => {
  test('gives every option its default', () => {
    const options = resolveOptions();
    for (const name of OPTION_NAMES) expect(options[name]).toEqual(OPTIONS[name].default);
  });

  test.each([
    [{ port: '4010' }, 'option port: expected a whole number from 0 to 65535, but got "4010".'],
    [{ port: 70_000 }, 'option port: expected a whole number from 0 to 65535, but got 70000.'],
    [{ jitter: 2 }, 'option jitter: expected a number from 0 to 1, but got 2.'],
    [{ log: 'loud' }, 'option log: expected one of pretty, json, silent, but got "loud".'],
    [{ apiKey: 'one' }, 'option apiKey: expected a list of texts, but got "one".'],
    [{ seed: '' }, 'option seed: expected a text that is not empty, but got "".'],
    [{ strictModels: 'yes' }, 'option strictModels: expected true or false, but got "yes".'],
    [{ models: [{}] }, 'option models: expected a list of model ids or objects with an id, but got [{}].'],
    [{ prot: 1 }, 'option prot: there is no such option. Did you mean "port"?'],
    [{ colour: 1 }, 'option colour: there is no such option. Known options: port, host,'],
  ])('refuses %j and says what was expected', (given, message) => {
    expect(() => resolveOptions(given)).toThrow(message);
  });

  test('makes the schema of the config file and the docs page that are in the tree', () => {
    expect(JSON.parse(readFileSync(join(root, 'schemas/mock/config.schema.json'), 'utf8'))).toEqual(configSchema());
    expect(readFileSync(join(root, 'docs/options.md'), 'utf8')).toBe(optionsPage());
  });
});

describe('options from their sources', () => {
  test('a flag wins over the environment, the environment over the file, the file over the default', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'stuntdouble.config.json'), '{"$schema":"x","port":1,"ttft":1,"tps":1}');
    const options = await gather({
      directory,
      environment: { STUNTDOUBLE_PORT: '2', STUNTDOUBLE_TTFT: '2' },
      flags: { port: '3' },
    });
    expect(options).toMatchObject({ port: 3, ttft: 2, tps: 1, host: '127.0.0.1' });
  });

  test('a YAML file is read as well, and a file can be named', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'other.yaml'), 'apiKey: [one, two]\nstrictModels: true\n');
    const options = await gather({ directory, configFile: join(directory, 'other.yaml') });
    expect(options).toMatchObject({ apiKey: ['one', 'two'], strictModels: true });
  });

  test('lists are written with commas in the environment and repeated as flags', async () => {
    expect(await gather({ environment: { STUNTDOUBLE_API_KEY: 'one, two' } })).toMatchObject({
      apiKey: ['one', 'two'],
    });
    expect(await gather({ flags: { apiKey: ['one', 'two'] } })).toMatchObject({ apiKey: ['one', 'two'] });
  });

  test('faults have commas of their own: in the environment they are one text, as a flag each is one', async () => {
    const faults = ['latency(for=1s, jitter=0.2)', 'slow; no-stop'];
    expect(await gather({ environment: { STUNTDOUBLE_FAULTS: faults[0] } })).toMatchObject({ faults: [faults[0]] });
    expect(await gather({ flags: { fault: faults } })).toMatchObject({ faults });
  });

  test.each([
    [{ flags: { port: 'http' } }, '--port: expected a number, but got "http".'],
    [{ environment: { STUNTDOUBLE_TPS: '-1' } }, 'STUNTDOUBLE_TPS: expected a number from 0 to 1000000, but got -1.'],
    [
      { environment: { STUNTDOUBLE_STRICT_MODELS: 'maybe' } },
      'STUNTDOUBLE_STRICT_MODELS: expected true or false, but got "maybe".',
    ],
    [
      { flags: { fault: ['slow', 'stal'] } },
      '--fault: at character 1: no fault is called "stal". Did you mean "stall"?',
    ],
    [{ environment: { STUNTDOUBLE_FAULTS: 'stall(for=3)' } }, 'STUNTDOUBLE_FAULTS: at character 11: for expects'],
    [{ configFile: '/nowhere/x.json' }, '--config: cannot read /nowhere/x.json'],
  ])('a bad value names where it came from', async (parts, message) => {
    await expect(gather(parts)).rejects.toThrow(message);
  });

  test.each([
    ['stuntdouble.config.json', '{"port":', 'stuntdouble.config.json: '],
    ['stuntdouble.config.json', '[]', 'stuntdouble.config.json: expected an object of options, but got a list.'],
    ['stuntdouble.config.json', '{"prt":1}', 'stuntdouble.config.json: prt: there is no such option.'],
    ['stuntdouble.config.yaml', 'a: [', 'stuntdouble.config.yaml: '],
  ])('a broken %s is told by its name', async (name, text, message) => {
    const directory = folder();
    writeFileSync(join(directory, name), text);
    await expect(gather({ directory })).rejects.toThrow(message);
  });

  test('booleans are read from the usual words', () => {
    expect(['true', '1', 'yes', 'ON'].map((text) => parseOptionText('strictModels', text, 'x'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(parseOptionText('strictModels', 'off', 'x')).toBe(false);
  });
});
