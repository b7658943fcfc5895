import { execFile } from 'node:child_process';
import { projectRoot } from '../root';

type Limits = Readonly<{ seconds: number; megabytes?: number; largestAnswer: number }>;

/**
 * What a Node program answers that is given `input`, in a process of its own for this one question: input that is made to crash its
 * reader, fill the memory or take for ever ends with that process and not with ours. It gets no environment, hence no secret.
 * `program`: its arguments for Node, a file below the project or `-e` and a text, and its own. Null where it failed or took too long.
 */
export function askOnce(program: readonly string[], input: Buffer, { seconds, megabytes, largestAnswer }: Limits): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...(megabytes ? [`--max-old-space-size=${megabytes}`] : []), ...program],
      { cwd: projectRoot(), env: {}, encoding: 'buffer', killSignal: 'SIGKILL', maxBuffer: largestAnswer, windowsHide: true },
      (error, answer) => {
        clearTimeout(end);
        resolve(error ? null : answer);
      },
    );
    // Not the time-out of execFile: where this process is busy, that throws away an answer which is there, and says that all went well.
    const end = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    // It may end before it has read everything.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
