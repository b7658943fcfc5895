import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path. */
export type Tree = Readonly<Record<string, string>>;

/** Writes the files into a folder of their own, with the project's packages beside them, and removes it afterwards. */
export async function withTree<T>(tree: Tree, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'academy-tree-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a program of the project's packages. Answers what it wrote, whether or not it was content. */
export function runProgram(script: string, parameters: string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(process.cwd(), 'node_modules', script), ...parameters], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, output, complaint) => {
      if (error && output === '') reject(new Error(complaint || error.message));
      else resolve(output);
    });
  });
}
