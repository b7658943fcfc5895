import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { REQUESTS } from './requests';

const MOST_AFTER = 25_000;
type Loaded = { bytes: number; text: string };

/** Bytes over the wire, compressed: with everything a browser fetches at the first visit, and after it, when files are kept. */
export async function measureWeights(base: string): Promise<boolean> {
  process.stdout.write('\nWeight of pages, kB compressed (after the first visit at most 25):\n');
  let isLight = true;
  for (const { name, ask } of REQUESTS.filter(({ kind, writes }) => kind === 'page' && !writes)) {
    const { path, headers } = ask(1);
    const page = await load(base + path, headers);
    const files = await Promise.all([...filesOf(page.text, base + path)].map((file) => load(file)));
    const first = page.bytes + files.reduce((sum, { bytes }) => sum + bytes, 0) + (await fontsFor(page.text, base + path));
    isLight &&= page.bytes <= MOST_AFTER;
    process.stdout.write(`  ${name.padEnd(28)} first ${kilobytes(first)}   after ${kilobytes(page.bytes)}   (${files.length} files)\n`);
  }
  return isLight;
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6);

/** Stylesheets, scripts and pictures that a page names. */
const filesOf = (html: string, page: string): Set<string> =>
  new Set([...html.matchAll(/<(?:link[^>]+rel="(?:stylesheet|modulepreload|icon)"[^>]*href|script[^>]+src|img[^>]+src)="([^"]+)"/g)].map(([, path]) => new URL(path!.replaceAll('&amp;', '&'), page).toString()));

/** Fonts whose range holds a character of the page. */
async function fontsFor(html: string, page: string): Promise<number> {
  const characters = new Set([...html.replace(/<[^>]*>/g, '')].map((character) => character.codePointAt(0)!));
  let bytes = 0;
  for (const sheet of [...filesOf(html, page)].filter((file) => /\.css\b/.test(file))) {
    for (const [face] of (await load(sheet)).text.matchAll(/@font-face\s*{[^}]*}/g)) {
      const ranges = [...(/unicode-range:([^;}]*)/.exec(face)?.[1] ?? 'U+0-10FFFF').matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)];
      const isNeeded = ranges.some(([, from, to]) => [...characters].some((code) => code >= parseInt(from!, 16) && code <= parseInt(to ?? from!, 16)));
      const source = /url\("?([^")]+)"?\)/.exec(face)?.[1];
      if (isNeeded && source) bytes += (await load(new URL(source, sheet).toString())).bytes;
    }
  }
  return bytes;
}

/** What comes over the wire as a browser asks for it. */
function load(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...headers, 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}.`));
        const bytes = Buffer.concat(chunks);
        resolve({ bytes: bytes.length, text: (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString() });
      });
    }).on('error', reject);
  });
}
