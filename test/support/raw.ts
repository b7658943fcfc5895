import { Agent, request } from 'node:http';

export type RawReply = Readonly<{ status: number; type: string; headers: Record<string, unknown>; text: string }>;
export type RawRequest = Readonly<{ method: string; path: string; headers?: Record<string, string | string[]>; body?: string | Buffer | undefined }>;

/** Sends exactly what it is told to: paths are not tidied, bodies not encoded. */
export class RawClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(private readonly port: number) {}

  send({ method, path, headers = {}, body }: RawRequest): Promise<RawReply> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({ host: '127.0.0.1', port: this.port, agent: this.agent, method, path, headers: { ...length, ...headers } }, (response) => {
        const type = String(response.headers['content-type'] ?? '');
        const answer = (text: string): void => resolve({ status: response.statusCode ?? 0, type, headers: response.headers, text });
        // A stream of events has no end.
        if (type.startsWith('text/event-stream')) {
          answer('');
          return void response.destroy();
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => answer(Buffer.concat(chunks).toString()));
        response.on('error', reject);
      });
      // A server that refuses a body need not read it; its answer counts, where there is one.
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What is wrong with an answer of the API, or null: no fault of ours, and every refusal a problem document. */
export function complaintAbout(reply: RawReply, expected: (status: number) => boolean = () => true): string | null {
  const { status, type, text } = reply;
  if (status >= 500 || status < 200) return `${status} ${text.slice(0, 120)}`;
  if (!expected(status)) return `${status} was not expected: ${text.slice(0, 160)}`;
  if (status < 400) return null;
  if (!type.startsWith('application/problem+json')) return `${status} as ${type || 'nothing'}`;
  const problem = JSON.parse(text) as Record<string, unknown>;
  if (typeof problem['type'] !== 'string' || !problem['type'].startsWith('/problems/')) return `${status} without a type`;
  if (typeof problem['title'] !== 'string' || problem['title'] === '') return `${status} without a title`;
  return problem['status'] === status ? null : `${status} that says it is ${String(problem['status'])}`;
}
