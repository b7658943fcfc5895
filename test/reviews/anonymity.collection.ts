import { createHash } from 'node:crypto';
import { DiscoveryService } from '@nestjs/core';
import { strFromU8, unzipSync } from 'fflate';
import { type Route, routesOf } from '../../apps/web/src/http/routes';
import { UNPACKED } from '../support/client';
import type { Onlooker } from './anonymity.cast';
import { withoutChance } from './anonymity.chance';
import { namesFor, renamed } from './anonymity.names';
import type { Story } from './anonymity.story';

/** All that somebody could get hold of, line by line, each under its place: the same place in every world. */
export type Collection = ReadonlyMap<string, string>;

/** Left out: what tells the time of the machine or names the session, and how the answer came over the wire. */
const LEFT_OUT = new Set(['date', 'set-cookie', 'connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'vary', 'content-length', 'etag']);
/** The keys that a world signs its certificates with. */
const KEYS = ['/.well-known/jwks.json', '/.well-known/did.json'];
const MOST_PAGES = 700;

type Answer = { status: number; headers: [string, string][]; text: string; isPage: boolean };

/** Walks all links from the onlooker's pages, asks every GET route with every id that she knows, and reads her mails. */
export class Collector {
  private readonly found = new Map<string, string>();
  private names = new Map<string, string>();
  private cookie = '';

  private constructor(
    private readonly story: Story,
    private readonly onlooker: Onlooker,
  ) {}

  static async collect(story: Story, onlooker: Onlooker, isPublished = false): Promise<Collection> {
    const collector = new Collector(story, onlooker);
    collector.names = await namesFor(story, onlooker, isPublished);
    const { cookies } = await story.visitor(onlooker);
    collector.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await collector.walk();
    collector.listen();
    collector.readMails();
    return collector.found;
  }

  private async walk(): Promise<void> {
    const known = await this.known();
    const routes = routesOf(this.story.academy.web.get(DiscoveryService)).filter(({ method, path }) => method === 'GET' && !path.includes('*') && !KEYS.includes(path));
    const waiting = routes.flatMap((route) => this.pathsOf(route, known)).sort();
    const seen = new Set(waiting);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const { status, headers, text, isPage } = await this.ask(path);
      // Its number in the log is nobody's secret; that it failed is told by the test.
      if (status >= 500 && path !== '/readyz') this.keep(`GET ${path}`, [`status ${status}`]);
      else this.keep(`GET ${path}`, [`status ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`), ...text.split(/\n|(?<=[>,;{])/)]);
      const links = [...text.matchAll(isPage ? /<(?:a|img|form|source)\b[^>]*?\b(?:href|src|action)="([^"]+)"/g : /"(?:url|href|location)":"([^"]+)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      const location = headers.find(([name]) => name === 'location')?.[1];
      for (const link of [...links, ...(location ? [location] : [])]) {
        const url = new URL(link, this.story.academy.config.publicUrl + path);
        const next = url.pathname + url.search;
        if (url.origin !== new URL(this.story.academy.config.publicUrl).origin || seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
      expect(seen.size).toBeLessThan(MOST_PAGES);
    }
  }

  private async ask(path: string): Promise<Answer> {
    await this.story.stayInTheMinute();
    const isApi = path.startsWith('/api/');
    const response = await fetch(this.story.academy.config.publicUrl + path, {
      headers: { ...UNPACKED, cookie: this.cookie, accept: isApi ? 'application/json' : 'text/html', 'accept-language': 'en', 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    });
    const type = response.headers.get('content-type') ?? '';
    // A stream of events has no end.
    if (type.startsWith('text/event-stream')) await response.body?.cancel();
    const bytes = type.startsWith('text/event-stream') ? Buffer.alloc(0) : Buffer.from(await response.arrayBuffer());
    const isText = /^text|json|xml|calendar/.test(type) && !/attachment/.test(response.headers.get('content-disposition') ?? '');
    // Drafts are tagged with their revision; the tags of pages are made of their content, which is compared anyhow.
    const etag = response.headers.get('etag');
    const tag: [string, string][] = etag !== null && /^(W\/)?"r\d+"$/.test(etag) ? [['etag', etag]] : [];
    return {
      status: response.status,
      headers: [...[...response.headers].filter(([name]) => !LEFT_OUT.has(name)), ...tag],
      text: type === 'application/zip' ? unpacked(bytes) : type.startsWith('text/calendar') ? unfolded(bytes) : isText ? bytes.toString() : `${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex')}`,
      isPage: type.startsWith('text/html'),
    };
  }

  /** What stands for a parameter of a route, by its name and by what comes before it. */
  private pathsOf({ path }: Route, known: Record<string, string[]>): string[] {
    const pieces = path.split('/');
    return pieces.reduce<string[]>((paths, piece, index) => {
      if (index === 0) return [''];
      if (!piece.startsWith(':')) return paths.map((so) => `${so}/${piece}`);
      const before = pieces.slice(0, index).filter((each) => !each.startsWith(':')).at(-1) ?? '';
      const values = known[piece] ?? known[before] ?? [this.story.editionId];
      return paths.flatMap((so) => values.map((value) => `${so}/${value}`));
    }, []);
  }

  private async known(): Promise<Record<string, string[]>> {
    const { academy, courseId, slug, editionId, enrolments, people } = this.story;
    const ids = async (sql: string, id: string): Promise<string[]> => (await academy.database.query<{ id: string }>(sql, [id])).map((row) => row.id);
    const own = enrolments[this.onlooker];
    const works = await ids('SELECT submission_id AS id FROM submission_author WHERE enrolment_id = $1 ORDER BY activity_key', own);
    const given = await ids('SELECT id FROM review WHERE reviewer_id = $1 ORDER BY id', people[this.onlooker].id);
    const received = await ids('SELECT r.id FROM review r JOIN submission_author a ON a.submission_id = r.submission_id WHERE a.enrolment_id = $1 ORDER BY r.id', own);
    return {
      courses: [courseId], editions: [editionId], enrolments: [own], learning: [own], people: [own], submissions: works, scenarios: works, reviews: [...given, ...received],
      ':key': ['scenario', 'single', 'named', 'read'], ':number': ['1', '2', '3'], ':idOrSlug': [courseId, slug], ':activityKey': ['scenario'],
      ':attachmentId': await ids('SELECT id FROM submission_attachment WHERE enrolment_id = $1 ORDER BY created_at', own),
      users: [people[this.onlooker].id], ':userId': [people[this.onlooker].id], 'review-cases': await ids('SELECT c.id FROM review_case c JOIN submission_author a ON a.submission_id = c.submission_id WHERE a.enrolment_id = $1 ORDER BY c.raised_at', own),
    };
  }

  private listen(): void {
    for (const { what, reply } of this.story.heard[this.onlooker]) this.keep(`ACT ${what}`, JSON.stringify(reply, null, 1).split('\n'));
  }

  /** All that mail programs show and what they do not. Mails of one kind stand in the order in which they came; of two kinds at one moment either may come first. */
  private readMails(): void {
    const { academy, people } = this.story;
    const counts = new Map<string, number>();
    academy.mailbox.to(people[this.onlooker].email).forEach((mail) => {
      const kind = mail.headers.find(({ key }) => key === 'x-academy-kind')?.value ?? '';
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      // A Message-ID is the random id of the mail itself; borders between parts are random too, and the day of sending is the machine's.
      const headers = mail.headers.filter(({ key }) => key !== 'date').map(({ key, value }) => `${key}: ${value}`.replace(/^message-id: <mail-[0-9a-f-]{36}@/, 'message-id: <mail@').replaceAll(/boundary="[^"]+"/g, 'boundary'));
      this.keep(`MAIL ${kind} ${counts.get(kind)}`, [...headers, `subject: ${mail.subject}`, ...(mail.text ?? '').split('\n'), ...(mail.html ?? '').split('\n')]);
    });
  }

  private keep(place: string, lines: string[]): void {
    const { publicUrl } = this.story.academy.config;
    const text = lines.map((line) => line.trim()).filter((line) => line !== '').join('\n');
    this.found.set(renamed(place, this.names, publicUrl), renamed(text, this.names, publicUrl));
  }
}

/** A calendar without the moment in which it was made, its long lines whole. */
const unfolded = (calendar: Buffer): string => calendar.toString().replaceAll(/\r?\n[ \t]/g, '').replaceAll(/^DTSTAMP:.*$/gm, '');

/** The names and the texts of an archive: its bytes tell the second in which it was made. */
const unpacked = (archive: Buffer): string => Object.entries(unzipSync(archive)).map(([name, bytes]) => `${name}\n${strFromU8(bytes)}`).join('\n');

export type Difference = Readonly<{ place: string; one: string; other: string }>;

/** Where two collections differ: the first line of each place that does. Pseudonyms that coincide in one of them are no difference. */
export function differences(...collections: [one: Collection, other: Collection]): Difference[] {
  const [one, other] = withoutChance(...collections) as [Collection, Collection];
  const places = [...new Set([...one.keys(), ...other.keys()])].sort();
  return places.flatMap((place) => {
    const [left, right] = [one.get(place), other.get(place)].map((text) => text?.split('\n'));
    if (left === undefined || right === undefined) return [{ place, one: left ? 'is there' : 'is not there', other: right ? 'is there' : 'is not there' }];
    const at = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index).find((index) => left[index] !== right[index]);
    return at === undefined ? [] : [{ place, one: left[at] ?? '(end)', other: right[at] ?? '(end)' }];
  });
}
