import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { formatInstant, formatRelative, type DateStyle } from './dates';
import { formatNumber, formatPercent, nameOfCountry, nameOfLanguage } from './formats';
import { Messages } from './messages';
import { projectRoot } from './root';

type Root = { locale: string; timeZone?: string; now?: Date; [name: string]: unknown };
type HelperOptions = Handlebars.HelperOptions & { data: { root: Root } };
type Compiled = Handlebars.TemplateDelegate;
/** What Handlebars' runtime asks of a template that is a partial. */
type Parts = { _setup: (options: unknown) => void; _child: (...given: unknown[]) => unknown };

/** What sources were compiled to, for all engines of this process. */
const specifications = new Map<string, TemplateSpecification>();

function specificationOf(source: string, isText: boolean): TemplateSpecification {
  const key = `${isText} ${source}`;
  let specification = specifications.get(key);
  if (!specification) {
    // What precompile() makes is an expression; compile() evaluates it in the same way, but for one engine alone.
    specification = new Function(`return ${String(Handlebars.precompile(source, { strict: true, preventIndent: true, noEscape: isText }))}`)() as TemplateSpecification;
    specifications.set(key, specification);
  }
  return specification;
}

/** As `engine.compile()`: compiled when it is first rendered, also as a partial. */
function lazily(engine: typeof Handlebars, source: string, isText: boolean): Compiled {
  let compiled: Compiled & Parts;
  const template = () => (compiled ??= engine.template(specificationOf(source, isText)) as Compiled & Parts);
  const lazy: Compiled & Parts = (context: unknown, options?: Handlebars.RuntimeOptions) => template()(context, options);
  lazy._setup = (options) => template()._setup(options);
  lazy._child = (...given) => template()._child(...given);
  return lazy;
}

/** Handlebars, compiled once; every template is a partial of every other, by its path below `templates/`. */
export class Templates {
  private readonly pages = Handlebars.create();
  private readonly plain = Handlebars.create();
  private readonly compiled = new Map<string, Compiled>();
  private readonly assets = new Map<string, string>();
  private readonly icons = new Map<string, Handlebars.SafeString>();

  constructor(
    private readonly messages: Messages,
    private readonly root = projectRoot(),
  ) {
    for (const file of filesBelow(join(root, 'templates'), '.hbs')) {
      const isText = file.endsWith('.text');
      const engine = isText ? this.plain : this.pages;
      const template = lazily(engine, readFileSync(join(root, 'templates', `${file}.hbs`), 'utf8'), isText);
      this.compiled.set(file, template);
      engine.registerPartial(file, template);
    }
    for (const engine of [this.pages, this.plain]) this.registerHelpers(engine);
  }

  get names(): string[] {
    return [...this.compiled.keys()];
  }

  /** HTML of a page or mail. Throws for a name that the context lacks. */
  render(name: string, context: Root): string {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`No template is called ${name}.`);
    return template(context);
  }

  /** Plain text: nothing is escaped, runs of empty lines become one. */
  renderText(name: string, context: Root): string {
    return `${this.render(name, context).replace(/\n{3,}/g, '\n\n').trim()}\n`;
  }

  private registerHelpers(engine: typeof Handlebars): void {
    const rootOf = (options: HelperOptions): Root => options.data.root;
    engine.registerHelper({
      t: (key: string, options: HelperOptions) => this.messages.text(rootOf(options).locale, key, options.hash),
      date: (instant: Date | string | null | undefined, style: DateStyle | 'relative', options: HelperOptions) => {
        if (instant === null || instant === undefined) return '';
        const { locale, timeZone, now } = rootOf(options);
        if (style === 'relative') {
          if (!now) throw new Error('A date told relative to now needs "now" in what is rendered.');
          return formatRelative(instant, now, locale);
        }
        return formatInstant(instant, style, locale, (options.hash['zone'] as string | undefined) ?? timeZone ?? 'UTC');
      },
      plurals: (key: string, options: HelperOptions) => JSON.stringify(this.messages.plurals(rootOf(options).locale, key)),
      iso: (instant: Date | string) => new Date(instant).toISOString(),
      number: (value: number, options: HelperOptions) => formatNumber(value, rootOf(options).locale),
      /** Counts that stop at a hundred: more are "99+". */
      capped: (value: number, options: HelperOptions) => (value > 99 ? `${formatNumber(99, rootOf(options).locale)}+` : formatNumber(value, rootOf(options).locale)),
      percent: (value: number, options: HelperOptions) => formatPercent(value, rootOf(options).locale),
      language: (tag: string, options: HelperOptions) => nameOfLanguage(tag, rootOf(options).locale),
      country: (code: string, options: HelperOptions) => nameOfCountry(code, rootOf(options).locale),
      eq: (a: unknown, b: unknown) => a === b,
      not: (a: unknown) => !a,
      /** The last of them where all hold. */
      and: (...values: unknown[]) => values.slice(0, -1).every(Boolean) && values.at(-2),
      or: (...values: unknown[]) => values.slice(0, -1).find(Boolean) ?? false,
      gt: (a: number, b: number) => a > b,
      add: (a: number, b: number) => a + b,
      concat: (...values: unknown[]) => values.slice(0, -1).map((value) => value ?? '').join(''),
      array: (...values: unknown[]) => values.slice(0, -1),
      object: (options: HelperOptions) => options.hash,
      opt: (object: Record<string, unknown> | null | undefined, name: string, fallback: unknown) => object?.[name] ?? (isOptions(fallback) ? undefined : fallback),
      initials: (name: string) => initialsOf(name),
      json: (value: unknown) => JSON.stringify(value),
      url: (value: unknown) => encodeURIComponent(String(value)),
      html: (value: string | null | undefined) => new Handlebars.SafeString(value ?? ''),
      asset: (path: string) => this.asset(path),
      icon: (name: string) => this.icon(name),
    });
  }

  /** The address of a public file, with the hash of its content so that browsers may keep it for ever. */
  private asset(path: string): string {
    const known = this.assets.get(path);
    if (known) return known;
    const content = readFileSync(join(this.root, 'apps/web/public', path));
    const address = `/assets/${path}?v=${createHash('sha256').update(content).digest('hex').slice(0, 10)}`;
    this.assets.set(path, address);
    return address;
  }

  private icon(name: string): Handlebars.SafeString {
    const known = this.icons.get(name);
    if (known) return known;
    const file = join(this.root, 'apps/web/public/icons', `${name}.svg`);
    if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) throw new Error(`No icon is called ${name}.`);
    const icon = new Handlebars.SafeString(readFileSync(file, 'utf8').trim());
    this.icons.set(name, icon);
    return icon;
  }
}

/** First letters of the first and the last word of a name. */
const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase();
};

const isOptions = (value: unknown): boolean => typeof value === 'object' && value !== null && 'hash' in value && 'data' in value;

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !relative(folder, join(folder, file)).includes('.typ.'))
    .map((file) => file.slice(0, -ending.length).split(sep).join('/'));
}
