type Zip = typeof import('fflate');
type Strip = (bytes: Uint8Array) => Uint8Array | null;

/**
 * An office document (OOXML or OpenDocument) without what tells who wrote it: properties, thumbnails, signatures, authors
 * of comments and of tracked changes, revision numbers, printers, paths of one's computer, data in pictures. Throws for
 * what cannot be read, is larger than it says, or holds films and sounds. It runs in another process, as text: it may use
 * nothing but its arguments.
 */
export function scrubOffice(zip: Zip, strip: Strip, input: Uint8Array, depth = 0): Uint8Array {
  const MOST_ENTRIES = 5_000;
  const MOST_BYTES = 150_000_000;
  const THEN = '2000-01-01T00:00:00Z';
  const OPEN_META = '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>';
  const PROPERTIES: Record<string, string> = {
    'docprops/app.xml': '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    'docprops/custom.xml': '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    core: '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  };

  function decoded(bytes: Uint8Array): string {
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    if (!isWide) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    return text.replace(/(<\?xml[^>]*encoding=)("[^"]*"|'[^']*')/, '$1"UTF-8"');
  }

  const value = `("[^"]*"|'[^']*')`;
  const prefix = '(\\s(?:[\\w.-]+:)?';
  const rule = (pattern: string, flags = 'g') => new RegExp(pattern, flags);
  const RULES: [RegExp, string][] = [
    [rule('<!--[\\s\\S]*?-->'), ''],
    [rule(`${prefix}(?:author|userName|lastModifiedBy|modifiedBy))\\s*=\\s*${value}`), '$1="Author"'],
    [rule(`${prefix}initials)\\s*=\\s*${value}`), '$1="A"'],
    [rule(`${prefix}userId)\\s*=\\s*${value}`), '$1="0"'],
    [rule(`${prefix}providerId)\\s*=\\s*${value}`), '$1="None"'],
    [rule(`${prefix}(?:date|dateUtc|dT|dt|created|modified))\\s*=\\s*(["'])\\d{4}-\\d\\d-\\d\\d[^"']*\\2`), `$1="${THEN}"`],
    [rule(`\\s(?:[\\w.-]+:)?(?:rsid\\w*|paragraph-rsid|docname|export-filename)\\s*=\\s*${value}`), ''],
    [rule('<w:(rsids|docVars|mailMerge)>[\\s\\S]*?</w:\\1>'), ''],
    [rule('<(?:[\\w.-]+:)?absPath\\b[^>]*/>'), ''],
    [rule('(<(?:\\w+:)?author>)[^<]*(?=</)'), '$1Author'],
    [rule('(<(?:dc:creator|meta:creator-initials|meta:printed-by|meta:initial-creator|loext:sender-initials|cp:lastModifiedBy|text:(?:initial-creator|creator|author-name|author-initials|printed-by|sender-[a-z-]+))(?:\\s[^>]*)?>)[^<]*(?=</)'), '$1'],
    [rule('(<dc:date>)[^<]*(?=</)'), `$1${THEN.slice(0, -1)}`],
    [rule('<config:config-item [^>]*config:name="(?:Printer\\w*|Rsid\\w*)"[^>]*>[^<]*</config:config-item>'), ''],
    [rule('<(\\w+:)?metadata\\b[\\s\\S]*?</\\1metadata>'), ''],
  ];
  const PEOPLE = /(people|persons?\/.*|commentauthors|authors|usernames)\.xml$/;

  function cleaned(text: string, name: string): string {
    let clean = RULES.reduce((so, [pattern, instead]) => so.replace(pattern, instead), text);
    if (PEOPLE.test(name)) clean = clean.replace(rule(`${prefix}(?:name|displayName))\\s*=\\s*${value}`), '$1="Author"');
    if (!name.endsWith('.rels')) return clean;
    return clean.replace(/<Relationship\b[^>]*>/g, (relation) => {
      if (/Type\s*=\s*["'][^"']*\/(?:thumbnail|digital-signature\/[\w-]+)["']/i.test(relation)) return '';
      return relation.replace(/(\sTarget\s*=\s*)(["'])(?:file:|[a-z]:[\\/]|\\\\)[^"']*\2/i, '$1"about:blank"');
    });
  }

  function kept(name: string, bytes: Uint8Array): Uint8Array | null {
    const lower = name.toLowerCase();
    const magic = String.fromCharCode(...bytes.subarray(0, 4));
    if (lower.startsWith('docprops/') || lower.endsWith('.psmdcp')) {
      if (!/\.(xml|psmdcp)$/.test(lower)) return null;
      return zip.strToU8(PROPERTIES[lower] ?? PROPERTIES['core']!);
    }
    if (/^(thumbnails|_xmlsignatures)\/|^meta-inf\/[a-z]*signatures?\.xml$|(^|\/)layout-cache$/.test(lower)) return null;
    if (lower === 'meta.xml' || lower.endsWith('/meta.xml')) return zip.strToU8(OPEN_META);
    if (/\.(xml|rels|vml|svg|rdf)$/.test(lower)) return zip.strToU8(cleaned(decoded(bytes), lower));
    if (lower === 'mimetype' || /\.(emf|wmf|emz|wmz|ttf|otf|odttf|fntdata|svm)$/.test(lower)) return bytes;
    const picture = strip(bytes);
    if (picture) return picture;
    if (/\.(png|jpe?g|jfif|gif|webp)$/.test(lower) && bytes.length > 0) throw new Error('a picture that cannot be read');
    if (/\.(tiff?|heic|heif|avif|psd|mp[34]|m4[av]|mov|avi|wm[av]|wav|ogg|webm|mpe?g)$/.test(lower)) throw new Error('a film, a sound or a picture that cannot be cleaned');
    if (lower.startsWith('objectreplacements/') || lower.endsWith('.bmp')) return bytes;
    if (magic === 'PK\u0003\u0004' && depth < 2) return scrubOffice(zip, strip, bytes, depth + 1);
    // What other programs embedded: its picture stays, what is inside could tell anything.
    return new Uint8Array(0);
  }

  let count = 0;
  let total = 0;
  const entries = zip.unzipSync(input, {
    filter: ({ name, originalSize }) => {
      count += 1;
      total += originalSize;
      if (count > MOST_ENTRIES || total > MOST_BYTES) throw new Error('too much in it');
      return !name.endsWith('/') && !name.startsWith('/') && !name.split(/[\\/]/).includes('..');
    },
  });
  const out: Record<string, Uint8Array> = {};
  for (const [name, bytes] of Object.entries(entries)) {
    const bare = kept(name, bytes);
    if (bare) out[name] = bare;
  }
  const named = new Set(Object.keys(out));
  const types = out['[Content_Types].xml'];
  if (types) {
    const onlyThere = (entry: string, part: string): string => (named.has(decodeURIComponent(part).replace(/^\//, '')) ? entry : '');
    out['[Content_Types].xml'] = zip.strToU8(zip.strFromU8(types).replace(/<Override\b[^>]*PartName\s*=\s*["']([^"']*)["'][^>]*>/g, onlyThere));
  }
  const manifest = out['META-INF/manifest.xml'];
  if (manifest) {
    const text = zip.strFromU8(manifest);
    if (/encryption-data/.test(text)) throw new Error('encrypted');
    const onlyThere = (entry: string, path: string): string => (path.endsWith('/') || named.has(path) ? entry : '');
    out['META-INF/manifest.xml'] = zip.strToU8(text.replace(/<manifest:file-entry\b[^>]*manifest:full-path\s*=\s*["']([^"']*)["'][^>]*\/>/g, onlyThere));
  }
  if (!types && !manifest) throw new Error('no office document');
  const { mimetype, ...rest } = out;
  // The time that every file in it bears; programs look for the type of an OpenDocument first and bare.
  return zip.zipSync({ ...(mimetype ? { mimetype: [mimetype, { level: 0 }] } : {}), ...rest }, { level: 6, mtime: new Date(2000, 0, 1) });
}
