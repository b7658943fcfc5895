/** Marks inside a page that is being converted; cleaning takes care that no page brings its own. */
export const BREAK = '\ue000';
export const CELL = '\ue001';
export const HEAD_CELL = '\ue002';
export const ROW = '\ue003';
export const CAPTION = '\ue004';
export const CODE = '\ue005';
/** Stands for the mark of a picture, so that an exclamation mark before a link does not make it one. */
export const PICTURE = '\ue007';
/** Stands before what means something at the start of a line and nothing elsewhere. */
const AT_LINE_START = '\ue006';

/**
 * Markdown that shows exactly this text, once `finishMarkdown` has seen where its lines begin. Underscores within words
 * are left alone: they mean nothing there.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*`[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~~')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?[A-Za-z0-9]{1,40};)/g, '\\&')
    .replace(/^(\s{0,3})(?=#{1,6}(?:\s|$)|[+-](?:\s|$)|-{2,}|=+|>|~~~)/, `$1${AT_LINE_START}`)
    .replace(/^(\s{0,3}\d{1,9})(?=[.)](?:\s|$))/, `$1${AT_LINE_START}`);
}

/** Markdown of a line of plain text. */
export function markdownOfText(text: string): string {
  return finishMarkdown(escapeMarkdown(text.replace(/[\ue000-\ue00f]/g, '')));
}

/** What comes before on the line may only be the marks of quotations and lists (or the number itself). */
function settleLineStarts(text: string): string {
  if (!text.includes(AT_LINE_START)) return text;
  return text
    .split('\n')
    .map((line) => {
      const [start = '', ...rest] = line.split(AT_LINE_START);
      if (rest.length === 0) return line;
      return start + (/^[ >]{0,80}(?:(?:-|\d{1,9}\.) {1,3}){0,20}\d{0,9}$/.test(start) ? '\\' : '') + rest.join('');
    })
    .join('\n');
}

/** An address as the target of a Markdown link. */
export function escapeAddress(address: string): string {
  return address.replace(/[\s()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** Turns marked line breaks into Markdown: one is a line break, more are a new paragraph, at an edge they are nothing. */
export function settleBreaks(text: string): string {
  if (!text.includes(BREAK)) return text;
  const settled: string[] = [];
  let breaks = 0;
  let isAtLineEnd = true;
  for (const part of text.split(BREAK)) {
    const line = breaks === 0 ? part : part.replace(/^[ \u00a0]{1,200}/, '');
    if (line.trim() !== '') {
      if (breaks > 0 && !isAtLineEnd && !line.startsWith('\n')) settled.push(breaks > 1 ? '\n\n' : '  \n');
      settled.push(line.endsWith(' ') ? line.trimEnd() : line);
      isAtLineEnd = line.endsWith('\n');
      breaks = 0;
    } else if (line.includes('\n')) {
      settled.push('\n\n');
      isAtLineEnd = true;
    }
    breaks += 1;
  }
  return settled.join('');
}

/** Takes line breaks off both ends: behind the closing mark of bold words they would undo it. */
export function splitEdgeBreaks(text: string): { before: string; words: string; after: string } {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === BREAK || text[start] === ' ')) start += 1;
  while (end > start && (text[end - 1] === BREAK || text[end - 1] === ' ')) end -= 1;
  return { before: text.slice(0, start), words: text.slice(start, end), after: text.slice(end) };
}

/** On one line: for headings, link texts and table cells. */
export function inOneLine(text: string): string {
  return text
    .replaceAll(BREAK, ' ')
    .replace(/[ \t\n]+/g, ' ')
    .trim();
}

/** What stands at the start of a line, blanks included, says how deep it lies; behind it blanks say nothing. */
function finishLine(line: string): string {
  const start = /^[ >]*/.exec(line)?.[0] ?? '';
  const words = line
    .slice(start.length)
    .replace(/^[ \u00a0]{1,200}/, '')
    .replace(/[ \u00a0]{0,200}\u00a0$/, '');
  return start + words.replace(/(\S) {2,}(?=\S)/g, '$1 ');
}

/** The last touch: breaks, no-break spaces at the edges of lines, too many empty lines. */
export function finishMarkdown(text: string): string {
  return settleLineStarts(settleBreaks(text))
    .replace(/(?<!\\)!(?=\[)/g, '\\!')
    .replaceAll(PICTURE, '!')
    .split('\n')
    .map(finishLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
