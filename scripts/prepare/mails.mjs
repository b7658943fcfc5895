import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { say } from '../say.mjs';

const folder = path.join(root, 'templates', 'mail');
const marks = { open: '{{!-- made from ', close: ': do not edit --}}\n' };

const layouts = () => readdirSync(folder).filter((name) => name.endsWith('.mjml')).sort();
const outputOf = (name) => path.join(folder, name.replace(/\.mjml$/, '.hbs'));
const markOf = (name, source) => `${marks.open}${name} ${createHash('sha256').update(source).digest('hex').slice(0, 16)}${marks.close}`;

/** Layouts of mails whose Handlebars are not made from the MJML as it is. What they are made into is part of the repository, so that a clone need not make them. */
export const staleMails = () =>
  layouts().filter((name) => {
    const output = outputOf(name);
    return !existsSync(output) || !readFileSync(output, 'utf8').startsWith(markOf(name, readFileSync(path.join(folder, name))));
  });

/** MJML made into the HTML that mail programs want, with its Handlebars left in place. Throws for what MJML does not know. */
export async function compiled(name) {
  const { default: mjml2html } = await import('mjml');
  const source = readFileSync(path.join(folder, name), 'utf8');
  // No fonts: they would be fetched from elsewhere, and whoever serves them would learn who reads.
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict', keepComments: false, fonts: {} });
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return `${markOf(name, source)}${tight(html)}\n`;
}

/** Without the spaces that MJML leaves: each mail would carry them. Style sheets must hold no `>`. */
const tight = (html) =>
  html
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/\n(?=[^<>]*>)/g, ' ')
    .replace(/(?<=<\w+) +(?= )| +(?=>)/g, '')
    .trim();

/** Makes what is stale. */
export async function makeMails() {
  for (const name of staleMails()) {
    say(`Making templates/mail/${name} …`);
    writeFileSync(outputOf(name), await compiled(name));
  }
}
