import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false });

const SAFE: sanitizeHtml.IOptions = {
  allowedTags: [
    'p', 'br', 'hr', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 's',
    'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'figure', 'figcaption',
  ],
  allowedAttributes: { a: ['href', 'title', 'rel'], img: ['src', 'alt', 'title', 'loading'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  transformTags: {
    h1: 'h2',
    img: (tagName, attributes) => ({ tagName, attribs: { ...attributes, loading: 'lazy' } }),
  },
};

const COURSE_PICTURES = /^\/media\/[A-Za-z0-9-]+$/;

/**
 * Markdown to HTML that is safe to show on our origin: no HTML of the author's passes, links go to
 * http, https or mail, pictures come from our own `/media/` alone, or from addresses like `pictures`.
 * `linkOf` may turn an author's link (such as `activity:<key>`) into an address.
 */
export function renderMarkdown(markdown: string, linkOf: (href: string) => string = (href) => href, pictures = COURSE_PICTURES): string {
  const html = parser.render(markdown);
  return sanitizeHtml(html, {
    ...SAFE,
    exclusiveFilter: (frame) => frame.tag === 'img' && !pictures.test(frame.attribs['src'] ?? ''),
    transformTags: {
      ...SAFE.transformTags,
      a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, href: linkOf(attributes['href'] ?? ''), rel: 'noopener ugc' } }),
    },
  });
}
