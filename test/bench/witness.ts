import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig, Templates } from '@academy/platform';
import { Client } from 'pg';
import { adapterFor, configure } from '../../apps/web/src/configure';
import { WebModule } from '../../apps/web/src/web.module';
import { personId } from './names';
import { generalised, marked, type Names, type Plan, type Root, type Statement } from './plan';
import type { Ask, Measured } from './requests';

type Sent = { sql: string; values: unknown[] };
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The Academy in this process, with everything written down that it sends to Postgres and renders. */
export class Witness {
  private sent: Sent[] = [];
  private rendered: { template: string; context: Root } | null = null;

  private constructor(
    private readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async start(environment: NodeJS.ProcessEnv): Promise<Witness> {
    const config = readConfig(environment);
    const app = await NestFactory.create<NestFastifyApplication>(WebModule.for(config), adapterFor(config), { logger: ['error', 'fatal'], bodyParser: false });
    await configure(app, config);
    await app.listen(config.port, config.host);
    const witness = new Witness(app, `http://127.0.0.1:${config.port}`);
    witness.listen();
    return witness;
  }

  /** Asks one request and answers what it took. It is the second of its kind, so that memories are warm. */
  async plan({ name, ask, status, writes }: Measured): Promise<Plan> {
    await this.ask(ask(writes ? 0 : 1), status);
    this.sent = [];
    this.rendered = null;
    const asked = ask(1);
    const { text, location } = await this.ask(asked, status);
    const names = namesOf(asked, text, location);
    return {
      name,
      status,
      statements: this.sent.map(({ sql, values }): Statement => ({ sql, parameters: values.map((value) => generalised(value, names)) })),
      body: text.startsWith('{') ? JSON.parse(text) : null,
      page: this.rendered,
      location: location && marked(location, names),
    };
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  private async ask({ path, person: _, ...init }: Ask, status: number): Promise<{ text: string; location: string | null }> {
    const response = await fetch(this.url + path, { ...init, redirect: 'manual' });
    const text = await response.text();
    if (response.status !== status) throw new Error(`${init.method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return { text, location: response.headers.get('location') };
  }

  private listen(): void {
    const query = Client.prototype.query as (...given: unknown[]) => unknown;
    const sent = (first: string | { text: string; values?: unknown[] }, values: unknown): void => {
      const given = Array.isArray(values) ? values : [];
      this.sent.push(typeof first === 'string' ? { sql: first, values: given } : { sql: first.text, values: first.values ?? given });
    };
    Object.assign(Client.prototype, {
      query(this: Client, ...given: unknown[]) {
        sent(given[0] as string, given[1]);
        return query.apply(this, given);
      },
    });
    const templates = this.app.get(Templates);
    const render = templates.render.bind(templates);
    templates.render = (template, context) => {
      this.rendered = { template, context };
      return render(template, context);
    };
  }
}

/** What is particular to one request: what its address names, who asks, and what was made. */
function namesOf({ path, person }: Ask, text: string, location: string | null): Names {
  const [, thing, id, , key] = /\/(enrolments|learning|editions)\/([0-9a-f-]{36})(\/activities\/([a-z0-9-]+))?/.exec(path) ?? [];
  const made = thing === 'editions' ? UUID.exec(location ?? text)?.[0] : undefined;
  const names: Names = { ...(id ? { id } : {}), ...(key ? { key } : {}), ...(made ? { made } : {}) };
  return { ...names, userId: personId(person) };
}
