/** Tests read answers freely; their assertions say what is in them. */
// oxlint-disable-next-line no-explicit-any
export type Json = any;

/** What the API answered. `body` is parsed JSON, a text, or the bytes of anything else. */
export type Reply<Body = Json> = { status: number; body: Body; headers: Headers };
type Options = { headers?: Record<string, string> };

/** Asked for by the tests: they read thousands of answers, and packing these is another test's matter. */
export const UNPACKED = { 'accept-encoding': 'identity' };

/** Speaks JSON with the running Academy, as one person or as nobody. */
export class ApiClient {
  constructor(
    readonly base: string,
    private readonly token: string | null = null,
  ) {}

  as(token: string): ApiClient {
    return new ApiClient(this.base, token);
  }

  async signIn(email: string, password: string): Promise<ApiClient> {
    const { status, body } = await this.post('/sessions', { email, password });
    if (status !== 201) throw new Error(`${email} could not sign in: ${status} ${JSON.stringify(body)}`);
    return this.as(body.token as string);
  }

  get = <Body = Json>(path: string, options?: Options): Promise<Reply<Body>> => this.ask('GET', path, undefined, options);
  post = <Body = Json>(path: string, body?: unknown, options?: Options): Promise<Reply<Body>> => this.ask('POST', path, body, options);
  put = <Body = Json>(path: string, body?: unknown, options?: Options): Promise<Reply<Body>> => this.ask('PUT', path, body, options);
  patch = <Body = Json>(path: string, body?: unknown, options?: Options): Promise<Reply<Body>> => this.ask('PATCH', path, body, options);
  delete = <Body = Json>(path: string, options?: Options): Promise<Reply<Body>> => this.ask('DELETE', path, undefined, options);

  /** Sends a file as multipart/form-data. */
  async upload(path: string, part: string, bytes: Uint8Array, fileName: string): Promise<Reply> {
    const form = new FormData();
    form.set(part, new Blob([Buffer.from(bytes)]), fileName);
    return this.read(await fetch(this.url(path), { method: 'POST', body: form, headers: this.headers() }));
  }

  private async ask(method: string, path: string, body: unknown, options: Options = {}): Promise<Reply> {
    const hasBody = body !== undefined;
    const response = await fetch(this.url(path), {
      method,
      redirect: 'manual',
      headers: { ...this.headers(), ...(hasBody ? { 'content-type': 'application/json' } : {}), ...options.headers },
      ...(hasBody ? { body: JSON.stringify(body) } : {}),
    });
    return this.read(response);
  }

  /** Paths are below `/api/v1`, unless they begin with the site's own root as `~/`. */
  private url(path: string): string {
    return path.startsWith('~') ? this.base + path.slice(1) : `${this.base}/api/v1${path}`;
  }

  private headers(): Record<string, string> {
    return { ...UNPACKED, ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) };
  }

  private async read(response: Response): Promise<Reply> {
    const type = response.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    const body: unknown = bytes.length === 0 ? null : /json/.test(type) && !/jwt/.test(type) ? JSON.parse(bytes.toString()) : /^text|jwt|xml/.test(type) ? bytes.toString() : bytes;
    return { status: response.status, body, headers: response.headers };
  }
}
