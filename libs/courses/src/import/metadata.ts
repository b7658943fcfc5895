import { oneLine, sliceWhole, wordsOf } from './plain-text';
import { attribute, childOf, childrenOf, descend, textOf, type XmlElement } from './xml';

/** What a package says of the course as a whole; null or empty where it says nothing. */
export interface CourseMetadata {
  schema: string;
  title: string;
  summary: string;
  language: string | null;
  licence: string | null;
}

/** An SPDX reference for «nobody said»: a course must not be given away under a licence that its authors did not choose. */
export const UNSTATED_LICENCE = 'LicenseRef-unstated';

export function readMetadata(manifest: XmlElement): CourseMetadata {
  const metadata = childOf(manifest, 'metadata');
  const lom = childOf(metadata, 'lom');
  const general = childOf(lom, 'general');
  const title = childOf(general, 'title');
  return {
    schema: textOf(childOf(metadata, 'schema')).trim(),
    title: oneLine(wordsOf(wordingOf(title)), 200),
    summary: sliceWhole(wordsOf(wordingOf(childOf(general, 'description'))), 5_000),
    language:
      languageOf(textOf(childOf(general, 'language'))) ?? languageOf(languageAttribute(title)) ?? languageOf(attribute(manifest, 'lang')),
    licence: lom === null ? null : licenceOf(textOf(descend(lom, 'rights', 'description'))),
  };
}

/** The first of the wordings that is not empty: `string` in LOM, `langstring` in its predecessor. */
function wordingOf(element: XmlElement | null): string {
  if (element === null) return '';
  const wordings = [...childrenOf(element, 'string'), ...childrenOf(element, 'langstring')].map((wording) => textOf(wording));
  return wordings.find((wording) => wording.trim() !== '') ?? textOf(element);
}

function languageAttribute(element: XmlElement | null): string | null {
  const wording = childOf(element, 'string') ?? childOf(element, 'langstring');
  return wording === null ? null : (attribute(wording, 'language') ?? attribute(wording, 'lang'));
}

/** A BCP 47 tag such as `en` or `pt-BR`; null for what is none. */
export function languageOf(text: string | null): string | null {
  const tag = (text ?? '').trim().replaceAll('_', '-');
  if (tag.length > 35 || !/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) || /^(xx|und|zxx)$/i.test(tag)) return null;
  const [primary = '', ...rest] = tag.split('-');
  return [primary.toLowerCase(), ...rest].join('-');
}

const PUBLIC_LICENCES: Readonly<Record<string, string>> = {
  cc_by: 'CC-BY-4.0',
  cc_by_sa: 'CC-BY-SA-4.0',
  cc_by_nd: 'CC-BY-ND-4.0',
  cc_by_nc: 'CC-BY-NC-4.0',
  cc_by_nc_sa: 'CC-BY-NC-SA-4.0',
  cc_by_nc_nd: 'CC-BY-NC-ND-4.0',
  public_domain: 'CC0-1.0',
};

/** The SPDX identifier of a statement of rights that names a Creative Commons address or an author tool's short name. */
export function licenceOf(statement: string): string | null {
  const text = statement.trim().toLowerCase();
  const address = /creativecommons\.org\/licen[sc]es\/([a-z-]{2,12})\/(\d\.\d)/.exec(text);
  if (address?.[1] !== undefined && /^by(-nc)?(-nd|-sa)?$/.test(address[1])) return `CC-${address[1].toUpperCase()}-${address[2]}`;
  if (/creativecommons\.org\/publicdomain\/zero\//.test(text)) return 'CC0-1.0';
  return Object.hasOwn(PUBLIC_LICENCES, text) ? (PUBLIC_LICENCES[text] ?? null) : null;
}
