import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Invalid, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { BATCH_KINDS, Badges, type BatchKind, type BatchWork, Batches, type DryRun, Earning, type Evidence, EvidenceInput } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView, reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

type Decided = { evidenceTitle?: string | undefined; evidenceText?: string | undefined; evidenceUrl?: string | undefined; reason?: string | undefined };
const EvidenceFields = { evidenceTitle: z.string().trim().max(200).optional(), evidenceText: z.string().trim().max(2_000).optional(), evidenceUrl: z.string().trim().max(500).optional() };
const reason = z.string().trim().min(1).max(2_000);
/** What each kind of work has to know before it starts. */
const FORMS: Record<BatchKind, z.ZodType<Decided>> = { award: z.strictObject(EvidenceFields), revoke: z.strictObject({ reason }), renew: z.strictObject({ reason: reason.optional() }) };
const MOST_NAMED = 50;

type Planned = { id: string; kind: BatchKind; work: BatchWork; total: number; done: number; failed: { enrolmentId: string; reason: string }[]; startedAt: Date | null; finishedAt: Date | null };

/** Work for many, at one address: first whom it would concern, then how far it has come, then what became of it. */
@Controller('coordination/editions/:id/batches/:batchId')
export class BatchesPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly badges: Badges,
    private readonly batches: Batches,
    private readonly earning: Earning,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('batchId', { schema: Id }) batchId: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(id, await this.batch(id, batchId), locale, emptyForm());
  }

  @Post()
  @Allow('edition.run', { edition: 'id' })
  async start(@Param('id', { schema: Id }) id: string, @Param('batchId', { schema: Id }) batchId: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const batch = await this.batch(id, batchId);
    return submit(
      FORMS[batch.kind],
      body,
      async (decided) => {
        await this.earning.start(batchId, batch.kind === 'award' ? { evidence: evidenceOf(decided) } : { reason: decided.reason ?? null }, me.userId);
        return new SeeOther(`/coordination/editions/${id}/batches/${batchId}`);
      },
      (form) => this.page(id, batch, locale, form),
    );
  }

  private async batch(editionId: string, batchId: string): Promise<Planned> {
    const batch = await this.batches.find(batchId);
    const kind = BATCH_KINDS.find((each) => each === batch.kind);
    return { ...found(batch.editionId === editionId ? batch : null, 'batch'), kind: found(kind ?? null, 'batch') };
  }

  private async page(id: string, batch: Planned, locale: string, form: FormState): Promise<Page> {
    const [edition, badge, dryRun] = await Promise.all([
      this.editions.view(id),
      this.badges.find(String(batch.work['badgeId'])),
      batch.startedAt ? null : this.earning.dryRun(batch.kind, batch.work),
    ]);
    const { kind, total, done, failed, startedAt, finishedAt } = batch;
    return new Page('badges/batch', {
      edition: found(edition, 'edition'),
      badge: { name: badge.name, picture: `/badges/${badge.id}.svg` },
      address: `/coordination/editions/${id}/batches/${batch.id}`,
      kind,
      total,
      done,
      succeeded: done - failed.length,
      isStarted: startedAt !== null,
      isFinished: finishedAt !== null,
      failures: grouped(failed, ({ reason: why }) => why).map(([why, those]) => ({ count: those.length, words: reasonText(this.messages, locale, why) })),
      concerned: dryRun && named(dryRun.concerned),
      leftOut: dryRun && grouped(dryRun.leftOut, ({ why }) => why).map(([why, those]) => ({ words: this.messages.text(locale, `badges.why-${why}`, { count: those.length }), ...named(those) })),
      form: formView(this.messages, locale, 'badges', form),
    });
  }
}

/** Those that have a key in common, in the order in which the keys come. */
function grouped<Item, Key extends string>(items: readonly Item[], keyOf: (item: Item) => Key): [Key, Item[]][] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

const named = (people: DryRun['concerned']) => ({ count: people.length, names: people.slice(0, MOST_NAMED).map(({ displayName }) => displayName), more: Math.max(0, people.length - MOST_NAMED) });

/** One piece of evidence, or none where nothing was written. Throws Invalid at the field. */
export function evidenceOf({ evidenceTitle: title = '', evidenceText: text = '', evidenceUrl: url = '' }: Decided): Evidence[] {
  if (title === '' && text === '' && url === '') return [];
  const evidence = EvidenceInput.safeParse({ title, text, url: url === '' ? null : url });
  if (evidence.success) return [evidence.data];
  const names: Record<string, string> = { title: '/evidenceTitle', text: '/evidenceText', url: '/evidenceUrl' };
  throw new Invalid(evidence.error.issues.map(({ path, message }) => ({ pointer: names[String(path[0])] ?? '/evidenceTitle', detail: message })));
}
