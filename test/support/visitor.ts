import { UNPACKED } from './client';

export type Seen = { status: number; html: string; location: string | null; headers: Headers };

/** A browser without scripts: keeps cookies, sends forms as a page of ours would, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly base: string,
    private readonly language = 'en',
  ) {}

  get(path: string): Promise<Seen> {
    return this.ask(path, { method: 'GET' });
  }

  /** Sends a form. `from` is what the browser says about who sends it. */
  post(path: string, fields: Record<string, string> | [string, string][] = {}, from = 'same-origin'): Promise<Seen> {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': from } });
  }

  /** Sends a form with files. */
  upload(path: string, form: FormData): Promise<Seen> {
    return this.ask(path, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
  }

  async signIn(email: string, password: string): Promise<void> {
    const { status } = await this.post('/sign-in', { email, password });
    if (status !== 303) throw new Error(`${email} could not sign in: ${status}`);
  }

  private async ask(path: string, init: RequestInit): Promise<Seen> {
    const headers = new Headers({ ...UNPACKED, ...init.headers });
    headers.set('accept', 'text/html');
    headers.set('accept-language', this.language);
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.base + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return { status: response.status, html: await response.text(), location: response.headers.get('location'), headers: response.headers };
  }

  private keep(cookie: string): void {
    const [pair, ...attributes] = cookie.split(';');
    const [name, value] = pair!.split('=') as [string, string];
    const isOver = attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0');
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The browsers of people at one Academy, each signed in when it is first asked for. `base`: asked then too, for it starts later. */
export function visitorsAt(base: () => string, password: string): (person: { id: string; email: string }) => Promise<Visitor> {
  const visitors = new Map<string, Promise<Visitor>>();
  const arrive = async ({ email }: { email: string }): Promise<Visitor> => {
    const visitor = new Visitor(base());
    await visitor.signIn(email, password);
    return visitor;
  };
  return (person) => {
    const known = visitors.get(person.id) ?? arrive(person);
    visitors.set(person.id, known);
    return known;
  };
}
