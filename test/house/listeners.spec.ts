import 'reflect-metadata';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Platform from '@academy/platform';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { allListeners, factKinds, listenersOf, On } from '@academy/platform';
import { CLOCKWORK } from '../../apps/worker/src/clockwork';
import { Deliveries } from '../../apps/worker/src/deliveries';

const FACTS = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.facts.ts'));

describe('listeners', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());

  it('are all known to every process that records facts, or their deliveries would never be written', () => {
    const modules = readdirSync('apps', { recursive: true, encoding: 'utf8' }).filter((file) => /^[^/]+\/src\/[^/]+\.module\.ts$/.test(file));
    const listenersKnownTo = (file: string): string[] => {
      let names: string[] = [];
      jest.isolateModules(() => {
        require(join(process.cwd(), 'apps', file));
        names = (require('@academy/platform') as typeof Platform).allListeners().map(({ name }) => name);
      });
      return names.sort();
    };
    expect(modules).toEqual(expect.arrayContaining(['web/src/web.module.ts', 'worker/src/worker.module.ts']));
    const all = allListeners().map(({ name }) => name).sort();
    expect(all.length).toBeGreaterThan(5);
    expect(Object.fromEntries(modules.map((file) => [file, listenersKnownTo(file)]))).toEqual(Object.fromEntries(modules.map((file) => [file, all])));
  });

  it('listen to facts that somebody declares, under names that say lib and effect', () => {
    const known = new Set(factKinds().map(({ name }) => name));
    expect(allListeners().filter(({ fact }) => !known.has(fact ?? ''))).toEqual([]);
    expect(allListeners().map(({ name }) => name).filter((name) => !/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('stop the start of a worker that lacks one', () => {
    const deliveries = academy.worker!.get(Deliveries);
    expect(() => deliveries.onApplicationBootstrap()).not.toThrow();
    class Nobody {
      @On(factKinds()[0]!, 'planted.without-a-module')
      async hear(): Promise<void> {}
    }
    expect(new Nobody()).toBeDefined();
    expect(() => deliveries.onApplicationBootstrap()).toThrow('Nothing listens as planted.without-a-module');
  });
});

/** The rows between `<!-- name -->` and `<!-- /name -->`, each as the texts of its cells. */
function tableIn(document: string, name: string): string[][] {
  const [, table = ''] = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- /${name} -->`).exec(document) ?? [];
  return table.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

/** 6 h, 10 min, 30 s. */
function inWords(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

describe('the tables of ARCHITECTURE.md', () => {
  const architecture = existsSync('ARCHITECTURE.md') ? readFileSync('ARCHITECTURE.md', 'utf8') : '';
  const listenersBefore = new Map(factKinds().map(({ name }) => [name, listenersOf(name).map((listener) => listener.name).sort()]));

  it('name every fact, and who listens to it', () => {
    for (const file of FACTS) require(join(process.cwd(), 'libs', file));
    const told = tableIn(architecture, 'facts').map(([fact = '', ...rest]) => [quoted(fact)[0], quoted(rest.at(-1) ?? '').sort()]);
    const expected = factKinds().map(({ name }) => [name, listenersBefore.get(name) ?? []]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));
    expect(told.length).toBe(expected.length);
  });

  it('name every job of the clockwork, in its order, with its interval', () => {
    const told = tableIn(architecture, 'clockwork').map(([name = '', every]) => [quoted(name)[0], every]);
    expect(told).toEqual(CLOCKWORK.map(({ name, everySeconds }) => [name, inWords(everySeconds)]));
  });

  it('are read by a test that sees what is missing', () => {
    const document = '<!-- facts -->\n| fact | heard by |\n|---|---|\n| `course.published` | what | `credentials.a`, `credentials.b` |\n<!-- /facts -->\n| `other` | | |';
    expect(tableIn(document, 'facts')).toEqual([['`course.published`', 'what', '`credentials.a`, `credentials.b`']]);
    expect(tableIn(document, 'clockwork')).toEqual([]);
    expect([21_600, 60, 90, 10].map(inWords)).toEqual(['6 h', '1 min', '90 s', '10 s']);
  });
});
