/**
 * Names of entries inside a package come from anyone. What could leave the folder it is unpacked to, or mean two
 * different files on two systems, is refused; the reader itself never uses a name of the package as a file name.
 */
export function whyRefuseName(name: string): string | null {
  if (name === '') return 'has no name';
  if (/\p{Cc}/u.test(name)) return 'has a control character in its name';
  if (name.startsWith('/')) return 'has an absolute path';
  if (/^[A-Za-z]:/.test(name)) return 'names a drive';
  if (name.split('/').some((part) => part === '..')) return 'points outside the package';
  if (name.length > 1_000) return 'has a name that is too long';
  return null;
}

/** Two names that a reader of the package would take for the same: case and the way accents are composed set aside. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Joins a folder and a relative path, resolving `.` and `..`. Answers null when it would leave the package. */
export function joinPath(folder: string, relative: string): string | null {
  const parts: string[] = [];
  for (const part of `${folder}/${relative}`.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** An address without its percent signs; as it stands where they encode nothing. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
