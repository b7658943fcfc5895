import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The absolute path of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
