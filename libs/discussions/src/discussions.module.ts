import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Subjects } from '@academy/people';
import { KINDS_ROOMS, KINDS_SUBSCRIBERS } from './kinds/kinds.rooms';
import { MODERATION_ROOMS, MODERATION_SUBSCRIBERS } from './moderation/moderation.rooms';
import { PEOPLE_ROOMS, PEOPLE_SUBSCRIBERS } from './people/people.rooms';
import { Post } from './post.entity';
import { POSTING_ROOMS, POSTING_SUBSCRIBERS } from './posting/posting.rooms';
import { READING_ROOMS, READING_SUBSCRIBERS } from './reading/reading.rooms';
import { SEARCH_ROOMS, SEARCH_SUBSCRIBERS } from './search/search.rooms';
import { Spaces } from './spaces.queries';
import { Thread } from './thread.entity';

/** Each folder says itself what it offers. */
const ROOMS = [Spaces, ...PEOPLE_ROOMS, ...SEARCH_ROOMS, ...POSTING_ROOMS, ...READING_ROOMS, ...KINDS_ROOMS, ...MODERATION_ROOMS];
const SUBSCRIBERS = [...PEOPLE_SUBSCRIBERS, ...SEARCH_SUBSCRIBERS, ...POSTING_SUBSCRIBERS, ...READING_SUBSCRIBERS, ...KINDS_SUBSCRIBERS, ...MODERATION_SUBSCRIBERS];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Post, Thread])],
  providers: [...ROOMS, ...SUBSCRIBERS],
  exports: ROOMS,
})
export class DiscussionsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly spaces: Spaces,
  ) {}

  onModuleInit(): void {
    this.subjects.define('space', (id, askerId) => this.spaces.subject(id, askerId));
    for (const kind of ['thread', 'post', 'post-file', 'post-case'] as const) this.subjects.define(kind, (id, askerId) => this.spaces.subjectOf(kind, id, askerId));
  }
}
