import { Controller, Get, Param, Req } from '@nestjs/common';
import { Messages, renderMarkdown } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Page } from '../views/page';

/** What there is help about, by who asks. The texts are messages in Markdown: `help.<topic>-body`. */
const GROUPS = [
  { key: 'teachers', topics: ['certificate', 'reviews', 'discussions', 'groups', 'places', 'schedule', 'live-events', 'verify', 'proving', 'mails', 'mail-missing', 'surveys', 'privacy'] },
  { key: 'designers', topics: ['writing', 'assignments', 'importing'] },
  { key: 'coordinators', topics: ['editions', 'moderation', 'discussion-moderation', 'badges', 'reminders'] },
  { key: 'administrators', topics: ['operations'] },
  { key: 'schools', topics: ['checking'] },
] as const;
type TopicName = (typeof GROUPS)[number]['topics'][number];
const Topic = z.enum(GROUPS.flatMap(({ topics }) => topics) as [TopicName, ...TopicName[]]);

@Controller('help')
export class HelpPages {
  private readonly rendered = new Map<string, string>();

  constructor(private readonly messages: Messages) {}

  @Get()
  @Allow('anyone')
  index(): Page {
    return new Page('help/index', { groups: GROUPS });
  }

  @Get(':topic')
  @Allow('anyone')
  topic(@Param('topic', { schema: Topic }) topic: TopicName, @Req() request: FastifyRequest): Page {
    return new Page('help/topic', { topic, rendered: this.body(request.locale, topic), groups: GROUPS });
  }

  private body(locale: string, topic: TopicName): string {
    const key = `${locale} ${topic}`;
    const known = this.rendered.get(key) ?? renderMarkdown(this.messages.text(locale, `help.${topic}-body`));
    this.rendered.set(key, known);
    return known;
  }
}
