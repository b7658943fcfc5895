import { decodeMarkup } from './text-encoding';
import { UnusableFile } from './unreadable-package';
import { attribute, childOf, childrenOf, decodeEntities, descendantsOf, parseXml, textOf } from './xml';

const refusal = (text: string) => {
  try {
    parseXml(text);
    return null;
  } catch (error) {
    return error instanceof UnusableFile ? error.reason : error;
  }
};

describe('XML', () => {
  it('elements are known by their local names, in any namespace', () => {
    const root = parseXml('<?xml version="1.0"?><x:a xmlns:x="urn:x" x:b="1"><y:c xmlns:y="urn:y">t</y:c></x:a>');
    expect([root.name, attribute(root, 'b'), textOf(childOf(root, 'c'))]).toEqual(['a', '1', 't']);
  });

  it('text keeps its order among elements, and CDATA is taken as it stands', () => {
    const root = parseXml('<a>one <b>two</b> three<![CDATA[ <p>&amp;</p>]]></a>');
    expect(textOf(root)).toBe('one two three <p>&amp;</p>');
  });

  it('the five entities and character numbers are replaced once, any other stays as written', () => {
    expect(decodeEntities('&lt;&amp;lt;&#228;&#xE4;&quot;&apos;&nbsp;&unknown;&')).toBe('<&lt;ää"\'&nbsp;&unknown;&');
  });

  it('numbers of no character vanish', () => {
    expect(decodeEntities('a&#0;b&#xD800;c&#x110000;d&#8;e')).toBe('abcde');
  });

  it.each([
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'entities'],
    ['an external entity', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'entities'],
    ['entities that grow', '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>', 'entities'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><a/>', 'entities'],
    ['an element named like the prototype', '<a><__proto__>1</__proto__></a>', 'well-formed'],
    ['nothing', '', 'well-formed'],
    ['words', 'no XML', 'well-formed'],
    ['a cut-off document', '<a><b>t</b>', 'cut off'],
    ['an element that never ends', '<a>', 'cut off'],
    ['a cut-off tag', '<a><b', 'well-formed'],
    ['a document nested too deep', '<a>'.repeat(200) + '</a>'.repeat(200), 'well-formed'],
  ])('%s is refused', (_name, text, reason) => {
    expect(refusal(text)).toContain(reason);
  });

  it('an entity declared further down, where no parser should look, is not replaced', () => {
    expect(textOf(parseXml('<a><!DOCTYPE a [<!ENTITY x "secret">]>&x;</a>'))).not.toContain('secret');
  });

  it('a document type without declarations is read, and fetched from nowhere', () => {
    expect(parseXml('<!DOCTYPE questestinterop SYSTEM "http://127.0.0.1:9/ims.dtd"><questestinterop/>').name).toBe('questestinterop');
  });

  it('a huge attribute is left out, its element is not', () => {
    const root = parseXml(`<a b="${'x'.repeat(1_000_000)}" c="1">t</a>`);
    expect([attribute(root, 'b'), attribute(root, 'c'), textOf(root)]).toEqual([null, '1', 't']);
  });

  it('descendants are found at any depth, but not inside what is left out', () => {
    const root = parseXml('<a><m>1</m><r><m>2</m></r><f><m>3</m></f></a>');
    expect(descendantsOf(root, ['m'], ['r']).map(textOf)).toEqual(['1', '3']);
    expect(childrenOf(root, 'm')).toHaveLength(1);
  });
});

describe('encodings', () => {
  const text = '<?xml version="1.0" encoding="utf-16"?><a>Überraschung – Şükrü – Ελλάδα</a>';
  const utf16be = () => {
    const bytes = Buffer.from(text, 'utf16le');
    return bytes.swap16();
  };

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['UTF-16 big endian with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be()])],
    ['UTF-16 little endian without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian without a mark', utf16be()],
  ])('%s is read, whatever the declaration says', (_name, bytes) => {
    expect(textOf(parseXml(decodeMarkup(bytes)))).toBe('Überraschung – Şükrü – Ελλάδα');
  });

  it.each([
    ['the one that is declared', '<?xml version="1.0" encoding="ISO-8859-2"?><a>\xb9koda</a>', 'škoda'],
    ['the one that a page declares', '<html><meta charset="iso-8859-7"><a>\xc5\xeb\xeb</a></html>', 'Ελλ'],
    ['Windows-1252, where the declared one does not fit', '<?xml version="1.0" encoding="UTF-8"?><a>caf\xe9</a>', 'café'],
    ['Windows-1252, where the declared one is not known', '<?xml version="1.0" encoding="klingon"?><a>caf\xe9</a>', 'café'],
  ])('eight-bit text is read as %s', (_name, written, words) => {
    expect(decodeMarkup(Buffer.from(written, 'latin1'))).toContain(words);
  });

  it('NUL and other control characters are left out, line ends are not', () => {
    expect(decodeMarkup(Buffer.from('a\0b\u0007c\td\r\ne'))).toBe('abc\td\r\ne');
  });
});
