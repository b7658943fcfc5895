'use strict';
// The process behind pdf.codes.ts: a PDF in, the verification codes that its links and its printed text hold out. It follows no
// reference of the file and needs none, so that a broken or hostile one costs no more than its length: each stream is unpacked
// up to a limit, all together up to another. Plain JavaScript, started as a file from its place among the sources; it loads nothing of ours.
const { inflateSync } = require('node:zlib');

const STREAM_LIMIT = 4_000_000;
const ALL_LIMIT = 48_000_000;
const MOST_STREAMS = 4_000;
const MOST_MAPS = 40;
const MOST_CODES = 8;
// Nothing is asked of what stands beside a code: read with another font's signs it says nothing.
const CODE = /[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}/g;
const LINK = /\/verify\/([2-9A-HJ-NP-Z]{4}(?:-?[2-9A-HJ-NP-Z]{4}){3})/g;

const found = new Set();
const take = (code) => {
  if (found.size < MOST_CODES) found.add(code.replaceAll('-', ''));
};

/** What lies between `stream` and `endstream`, unpacked where it is packed. */
function* streams(file) {
  let budget = ALL_LIMIT;
  let at = 0;
  for (let number = 0; number < MOST_STREAMS && budget > 0; number += 1) {
    const word = file.indexOf('stream', at, 'latin1');
    if (word < 0) return;
    const begin = word + 6 + (file[word + 6] === 13 ? 1 : 0) + 1;
    const end = file.indexOf('endstream', begin, 'latin1');
    const raw = file.subarray(begin, end < 0 ? file.length : end);
    at = end < 0 ? file.length : end + 9;
    const packed = unpacked(raw, Math.min(STREAM_LIMIT, budget));
    const content = packed ?? raw.subarray(0, STREAM_LIMIT);
    budget -= content.length + 1_000;
    yield content.toString('latin1');
  }
}

function unpacked(raw, maxOutputLength) {
  if (raw.length < 8 || (raw[0] & 0x0f) !== 8) return null;
  try {
    return inflateSync(raw, { maxOutputLength, finishFlush: 2 });
  } catch {
    return null;
  }
}

function* between(text, begin, end) {
  for (let from = text.indexOf(begin); from >= 0; ) {
    const until = text.indexOf(end, from);
    if (until < 0) return;
    yield text.slice(from, until);
    from = text.indexOf(begin, until);
  }
}

/** Which signs the numbers of a font stand for. */
function mapOf(text) {
  const map = new Map();
  for (const body of between(text, 'beginbfchar', 'endbfchar')) for (const [, from, to] of body.matchAll(/<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4})>/g)) map.set(parseInt(from, 16), parseInt(to, 16));
  for (const body of between(text, 'beginbfrange', 'endbfrange')) {
    for (const [, from, to, first] of body.matchAll(/<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4})>/g)) {
      const start = parseInt(from, 16);
      for (let code = start; code <= parseInt(to, 16) && code - start < 256; code += 1) map.set(code, parseInt(first, 16) + code - start);
    }
  }
  return map;
}

/** The bytes of all texts that a page shows, one after the other. */
function shown(content) {
  const parts = [];
  for (const [, hex, words] of content.matchAll(/<([0-9A-Fa-f\s]+)>|\(((?:\\[^]|[^\\()])*)\)/g)) {
    parts.push(hex === undefined ? Buffer.from(plain(words), 'latin1') : Buffer.from(hex.replace(/\s/g, ''), 'hex'));
  }
  return Buffer.concat(parts);
}

const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const plain = (words) => words.replace(/\\([0-7]{1,3}|\r?\n|[^])/g, (_, sign) => (/^[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8) & 255) : (ESCAPES[sign] ?? (/\n/.test(sign) ? '' : sign))));

function read(bytes, map, width) {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) text += String.fromCharCode(map.get(width === 2 ? bytes.readUInt16BE(at) : bytes[at]) ?? 63);
  return text;
}

function codesIn(text) {
  const close = text.replace(/\s/g, '');
  for (const [, code] of close.matchAll(LINK)) take(code);
  for (const [code] of close.matchAll(CODE)) take(code);
}

function search(file) {
  // Links first: they say where they lead in plain letters.
  for (const [, code] of file.toString('latin1').matchAll(LINK)) take(code);
  const maps = [];
  const pages = [];
  for (const text of streams(file)) {
    for (const [, code] of text.matchAll(LINK)) take(code);
    if (maps.length < MOST_MAPS && /beginbf(char|range)/.test(text)) maps.push(mapOf(text));
    else if (/T[jJ]\s/.test(text)) pages.push(shown(text));
  }
  for (const page of pages) {
    codesIn(page.toString('latin1'));
    for (const map of maps) for (const width of [2, 1]) if (found.size < MOST_CODES) codesIn(read(page, map, width));
  }
}

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  search(Buffer.concat(chunks));
  process.stdout.write(JSON.stringify([...found]));
});
