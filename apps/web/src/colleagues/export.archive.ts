import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, formatInstant, Messages, Storage, Templates, type ZipEntry } from '@academy/platform';
import { type ContributionsPlace, Contributions, type OwnPost, withoutMentionLinks } from '@academy/discussions';
import { attachmentFile, offlineText, threadFile } from './export.names.rules';

/** For whom the archive is made: in their language, in their zone. */
export type ExportReader = Readonly<{ userId: string; displayName: string; locale: string; timeZone: string }>;
type Listed = { file: string; title: string | null; lang: string; at: string; posts: number };

/** What somebody wrote in a space, as files that are read without the Academy: nothing of others but the titles of their threads. */
@Injectable()
export class ContributionsArchive {
  constructor(
    private readonly contributions: Contributions,
    private readonly storage: Storage,
    private readonly templates: Templates,
    private readonly messages: Messages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The files of the archive; only one post, or a piece of one file, is in memory at a time. */
  async *entries(place: ContributionsPlace, reader: ExportReader): AsyncGenerator<ZipEntry> {
    const threads: Listed[] = [];
    yield* this.threads(place, reader, threads);
    yield* this.files(place, reader);
    yield { name: 'contributions.json', at: this.clock.now(), chunks: this.json(place, reader) };
    yield { name: 'index.html', at: this.clock.now(), chunks: once(() => this.index(place, reader, threads)) };
  }

  private async *threads({ spaceId }: ContributionsPlace, reader: ExportReader, listed: Listed[]): AsyncGenerator<ZipEntry> {
    const posts = this.contributions.everyPost(spaceId, reader.userId);
    let next = await posts.next();
    while (!next.done) {
      const { threadId, title, titleLanguage, createdAt } = next.value;
      const thread: Listed = { file: threadFile(threadId, title), title, lang: titleLanguage, at: createdAt.toISOString(), posts: 0 };
      const heading = `# ${title ?? this.messages.text(reader.locale, 'colleague.untitled')}\n`;
      const text = (post: OwnPost) => this.text(post, reader);
      yield {
        name: thread.file,
        at: createdAt,
        chunks: (async function* () {
          yield heading;
          for (; !next.done && next.value.threadId === threadId; next = await posts.next()) {
            yield text(next.value);
            thread.posts += 1;
          }
        })(),
      };
      listed.push(thread);
    }
  }

  /** One post in Markdown: when, where, what became of it, the words, the files. */
  private text({ id, markdown, createdAt, editedAt, state, files }: OwnPost, { locale, timeZone }: ExportReader): string {
    const words = (key: string, values = {}) => this.messages.text(locale, `colleague.${key}`, values);
    const names = new Map(files.map((file) => [file.id, attachmentFile(file.id, file.fileName)]));
    const notes = [
      `${this.config.publicUrl}/posts/${id}`,
      ...(editedAt ? [words('exportEdited', { date: whenOf(editedAt, locale, timeZone) })] : []),
      ...(state === 'shown' ? [] : [words(state === 'held' ? 'exportHeld' : 'exportHidden')]),
    ];
    const attached = files.map((file) => `- [${file.fileName.replace(/[[\]\\]/g, '\\$&')}](../${names.get(file.id)})\n`);
    return `\n## ${whenOf(createdAt, locale, timeZone)}\n\n${notes.join('  \n')}\n\n${offlineText(withoutMentionLinks(markdown), names, this.config.publicUrl)}\n${attached.length > 0 ? `\n${attached.join('')}` : ''}`;
  }

  private async *files({ spaceId }: ContributionsPlace, { userId }: ExportReader): AsyncGenerator<ZipEntry> {
    for await (const { id, fileName, storageKey, uploadedAt } of this.contributions.everyFile(spaceId, userId)) {
      const { stream } = await this.storage.open(storageKey);
      yield { name: attachmentFile(id, fileName), at: uploadedAt, chunks: stream as AsyncIterable<Uint8Array>, isPacked: true };
    }
  }

  /** For programs: the same posts with all that is known of them. */
  private async *json({ spaceId, course, edition }: ContributionsPlace, { userId, displayName }: ExportReader): AsyncGenerator<string> {
    yield `${JSON.stringify({ author: displayName, course: course.title, edition, exportedAt: this.clock.now().toISOString() }).slice(0, -1)},"posts":[`;
    let isFirst = true;
    for await (const { files, createdAt, editedAt, ...post } of this.contributions.everyPost(spaceId, userId)) {
      const attachments = files.map(({ id, fileName, description }) => ({ file: attachmentFile(id, fileName), fileName, description }));
      yield `${isFirst ? '\n' : ',\n'}${JSON.stringify({ ...post, createdAt: createdAt.toISOString(), editedAt: editedAt?.toISOString() ?? null, url: `${this.config.publicUrl}/posts/${post.id}`, file: threadFile(post.threadId, post.title), attachments })}`;
      isFirst = false;
    }
    yield '\n]}\n';
  }

  private index(place: ContributionsPlace, { displayName, locale, timeZone }: ExportReader, threads: Listed[]): string {
    const newest = threads.toSorted((one, other) => other.at.localeCompare(one.at));
    return this.templates.render('colleagues/export', { page: { ...place, displayName, threads: newest, at: this.clock.now().toISOString() }, locale, timeZone, now: this.clock.now() });
  }
}

/** A date with its year: it is read for years. */
const whenOf = (at: Date, locale: string, timeZone: string): string => formatInstant(at, 'full', locale, timeZone);

async function* once(make: () => string): AsyncGenerator<string> {
  yield make();
}
