import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
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

  it('hear what shares a job with a fact that they cannot hear, and that one is given up in the end', async () => {
    const deliveries = academy.worker!.get(Deliveries);
    const payload = { enrolmentId: randomUUID(), userId: randomUUID(), editionId: randomUUID() };
    // Held by nobody, and of somebody who is gone; `queued_at` keeps the relay away.
    const give = (factId: number, content: object, attempts: number) =>
      academy.database.query(
        `INSERT INTO fact_delivery (fact_id, listener, queue, kind, payload, attempts, queued_at) VALUES ($1, 'reminders.waitlisted', 'facts', 'enrolment.waitlisted', $2, $3, clock_timestamp())`,
        [factId, JSON.stringify(content), attempts],
      );
    await Promise.all([give(-3, payload, 1), give(-2, { enrolmentId: 'none' }, 1), give(-1, payload, 1), give(-4, {}, 15)]);
    await expect(deliveries.deliver('reminders.waitlisted', ['-3', '-2', '-1', '-4'])).rejects.toThrow();
    const left = await academy.database.query(`SELECT fact_id::int AS id, done_at IS NOT NULL AS done, error IS NOT NULL AS noted, failed_at IS NOT NULL AS failed FROM fact_delivery WHERE fact_id < 0 ORDER BY fact_id`);
    await academy.database.query('DELETE FROM fact_delivery WHERE fact_id < 0');
    expect(left).toEqual([
      { id: -4, done: false, noted: true, failed: true },
      { id: -3, done: true, noted: false, failed: false },
      { id: -2, done: false, noted: true, failed: false },
      { id: -1, done: true, noted: false, failed: false },
    ]);
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
