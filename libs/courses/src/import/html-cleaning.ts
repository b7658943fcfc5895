import sanitizeHtml from 'sanitize-html';

export interface CleanHtml {
  /** Well-formed, at most sixty levels deep, without anything that runs. */
  html: string;
  links: ReadonlySet<string>;
  pictures: ReadonlySet<string>;
  /** What was left out, in words. */
  dropped: readonly string[];
}

/** What an author tool adds to links for its own pages: words for screen readers, signs for other sites. */
export const DECORATION = 'x-decoration';
const DECORATED = /(^|\s)(screenreader-only|sr-only|visually-hidden|ui-icon-extlink|media_comment_thumbnail)(\s|$)/;

const BLOCKS = [
  'address',
  'article',
  'aside',
  'blockquote',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'legend',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'ul',
];
const TABLES = ['caption', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'];
const INLINE = ['a', 'b', 'br', 'code', 'del', 'em', 'i', 'img', 'kbd', 's', 'samp', 'strike', 'strong', 'sub', 'sup', 'tt', DECORATION];
const FRAMES = ['audio', 'embed', 'iframe', 'source', 'video'];
const WITHOUT_CONTENT = ['script', 'style', 'textarea', 'option', 'xmp', 'svg', 'template', 'noscript', 'noframes', 'select', 'title'];

/** Private characters that the Markdown converter uses as marks; a page that holds them says nothing with them. */
const MARKS = /[\ue000-\ue00f]/g;

export function cleanHtml(source: string): CleanHtml {
  const dropped = new Set<string>();
  const links = new Set<string>();
  const pictures = new Set<string>();
  const html = sanitizeHtml(source, {
    allowedTags: [...BLOCKS, ...TABLES, ...INLINE, ...FRAMES],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt', 'data-equation-content'],
      iframe: ['src', 'title'],
      embed: ['src', 'title'],
      audio: ['src', 'title'],
      video: ['src', 'title'],
      source: ['src'],
      ol: ['start'],
      td: ['colspan'],
      th: ['colspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'data'],
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    nonTextTags: WITHOUT_CONTENT,
    nestingLimit: 60,
    onOpenTag: (name, attributes) => noteDropped(name, attributes, dropped),
    transformTags: {
      span: (tagName, attribs) => ({ tagName: DECORATED.test(attribs.class ?? '') ? DECORATION : tagName, attribs: {} }),
      img: (tagName, attribs) => (DECORATED.test(attribs.class ?? '') ? { tagName: DECORATION, attribs: {} } : { tagName, attribs }),
      object: (_name, { data = '', title = '' }) => ({ tagName: 'iframe', attribs: { src: data, title } }),
      '*': (tagName, attribs) => {
        noteReferences(tagName, attribs, links, pictures);
        return { tagName, attribs };
      },
    },
  });
  // After the entities were decoded: a mark can be written as one.
  return { html: tidied(html.replace(MARKS, '')), links, pictures, dropped: [...dropped] };
}

/** The same normal form for the address in the source and the one that the converter finds in the cleaned page. */
export function writtenAddress(value: string | null | undefined): string {
  return (value ?? '').replace(/[\r\n\t]/g, '').trim();
}

export function countTags(source: string): number {
  let count = 0;
  for (let at = source.indexOf('<'); at !== -1; at = source.indexOf('<', at + 1)) count += 1;
  return count;
}

function noteDropped(name: string, attributes: Record<string, string>, dropped: Set<string>): void {
  if (name === 'script') dropped.add('A script was dropped.');
  if (name === 'svg') dropped.add('A drawing inside the page (SVG) was dropped.');
  if (name === 'form') dropped.add('A form was dropped; the words in it were kept.');
  if (name === 'math') dropped.add('A formula (MathML) became plain text.');
  if (name === 'applet') dropped.add('An applet was dropped.');
  if (attributes.srcdoc !== undefined) dropped.add('A page inside a frame was dropped.');
  for (const [attribute, value] of Object.entries(attributes)) {
    if (/^on/i.test(attribute)) dropped.add('An event handler (a script in an attribute) was dropped.');
    if (/^\s*(java|vb)script\s*:/i.test(value)) dropped.add('A link that runs a script was dropped.');
  }
}

function noteReferences(name: string, attributes: Record<string, string>, links: Set<string>, pictures: Set<string>): void {
  if (name === 'img') pictures.add(writtenAddress(attributes.src));
  else if (name === 'a') links.add(writtenAddress(attributes.href));
  else if (FRAMES.includes(name)) links.add(writtenAddress(attributes.src));
}

/** Works on the cleaned page, where `<` and `>` stand for tags alone. */
function tidied(html: string): string {
  let preformatted = 0;
  const parts = Array.from(html.matchAll(/<[^>]*>|[^<]+/g), ([part]) => {
    if (/^<(?:pre|code)[ >]/.test(part)) preformatted += 1;
    if (/^<\/(?:pre|code)>/.test(part)) preformatted -= 1;
    if (part.startsWith('<')) return part;
    return preformatted > 0 ? withoutDeserts(part) : collapsed(part);
  });
  // Two pieces of code or bold words side by side are one: their marks would touch and mean nothing.
  return parts
    .join('')
    .replaceAll('</code><code>', '')
    .replace(/<\/(strong|b|em|i)>(\s?)<\1>/g, '$2');
}

/** No-break spaces that only push words about; a single one between words may mean something. */
function collapsed(text: string): string {
  return text.replace(/\s{2,}/g, (space) => (/^[ \t\r\n]+$/.test(space) && space.includes('\n') ? '\n' : ' '));
}

/** The converter's last step is quadratic in a run of blanks; code has them, but not by the thousand. */
function withoutDeserts(code: string): string {
  return code.replace(/\s{200,}/g, (space) => space.slice(0, 199));
}
