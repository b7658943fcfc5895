import { XMLParser } from 'fast-xml-parser';
import { UnusableFile } from './unreadable-package';

/** An element by its local name: cartridges of different versions and makers differ in namespaces, not in names. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly (XmlElement | string)[];
}

type ParsedNode = Record<string, unknown>;

const LONGEST_ATTRIBUTE = 10_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  cdataPropName: '#cdata',
  // The five entities of XML itself and character numbers are replaced below; there are no others.
  processEntities: false,
  maxNestedTags: 100,
  jPath: false,
});

/** Refuses a document that declares entities, is nested more than 100 deep, or is cut off. */
export function parseXml(text: string): XmlElement {
  const document = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  refuseOwnEntities(document);
  const root = elementsOf(parse(document)).find((node) => typeof node !== 'string');
  if (root === undefined) throw new UnusableFile('It is not well-formed XML.');
  const closing = /^<\/(?:[^\s:>]{1,200}:)?([^\s:>]{1,200})\s*>/.exec(document.slice(document.lastIndexOf('</')));
  const isEmptyElement = root.children.length === 0 && document.trimEnd().endsWith('/>');
  if (closing?.[1] !== root.name && !isEmptyElement) throw new UnusableFile('It is cut off or not well-formed XML.');
  return root;
}

function parse(document: string): ParsedNode[] {
  try {
    return parser.parse(document) as ParsedNode[];
  } catch (error) {
    throw new UnusableFile('It is not well-formed XML.', { cause: error });
  }
}

/** A document type with a list of declarations can name files of the server or grow without end; none of ours needs one. */
function refuseOwnEntities(document: string): void {
  const start = document.search(/<[A-Za-z_]/);
  const prologue = document.slice(0, start === -1 ? undefined : start);
  if (/<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(prologue) || /<!DOCTYPE[^>[]*\[/i.test(prologue)) {
    throw new UnusableFile('It declares entities of its own, which is not allowed.');
  }
}

function elementsOf(nodes: readonly ParsedNode[]): (XmlElement | string)[] {
  const children: (XmlElement | string)[] = [];
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined) continue;
    const content = node[name];
    if (name === '#text') children.push(decodeEntities(String(content)));
    else if (name === '#cdata') children.push(textOfCdata(content as ParsedNode[]));
    else children.push({ name, attributes: attributesOf(node[':@']), children: elementsOf(content as ParsedNode[]) });
  }
  return children;
}

function textOfCdata(content: readonly ParsedNode[]): string {
  return content.map((part) => String(part['#text'] ?? '')).join('');
}

function attributesOf(value: unknown): Map<string, string> {
  const attributes = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return attributes;
  for (const [name, text] of Object.entries(value)) {
    // An attribute of more is no name, number or address, and nothing else is asked of attributes.
    if (typeof text === 'string' && text.length <= LONGEST_ATTRIBUTE) attributes.set(name, decodeEntities(text));
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** `&lt;`, `&#8364;`, `&#x20AC;` and the like; what it does not know stays as it is written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      return characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

function characterOf(code: number): string {
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0x110000);
  return isCharacter && code !== 127 ? String.fromCodePoint(code) : '';
}

export function attribute(element: XmlElement, name: string): string | null {
  return element.attributes.get(name)?.trim() ?? null;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element === null ? null : (childrenOf(element, name).at(0) ?? null);
}

/** Follows a path of names, first child each: `descend(lom, 'general', 'title')`. */
export function descend(element: XmlElement, ...names: readonly string[]): XmlElement | null {
  return names.reduce<XmlElement | null>((at, name) => childOf(at, name), element);
}

/** Every element of one of these names below `element`, in document order; what lies inside `without` is not looked at. */
export function descendantsOf(element: XmlElement, names: readonly string[], without: readonly string[] = []): XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string' || without.includes(child.name)) return [];
    const below = descendantsOf(child, names, without);
    return names.includes(child.name) ? [child, ...below] : below;
  });
}

export function textOf(element: XmlElement | null): string {
  if (element === null) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The text of the first child of this name, without blanks around it. */
export function childText(element: XmlElement | null, name: string): string {
  return textOf(childOf(element, name)).trim();
}
