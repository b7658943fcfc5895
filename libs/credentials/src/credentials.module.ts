import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '@academy/platform';
import { Subjects, type Subject } from '@academy/people';
import { Awards } from './awards.service';
import { Badges } from './badges.service';
import { Batches } from './batches.service';
import { Certificates } from './certificates.service';
import { Award, Badge, Batch, Certificate, StatusList } from './credential.entities';
import { CredentialQueries } from './credentials.queries';
import { CredentialsSubscriber } from './credentials.subscriber';
import { KeyRing } from './key.ring';
import { OpenBadges } from './open.badges.service';
import { StatusLists } from './status.lists.service';

const ROOMS = [Awards, Badges, Batches, Certificates, CredentialQueries, KeyRing, OpenBadges];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Award, Badge, Batch, Certificate, StatusList])],
  providers: [...ROOMS, CredentialsSubscriber, StatusLists],
  exports: ROOMS,
})
export class CredentialsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const kind of ['award', 'certificate'] as const) this.subjects.define(kind, (id) => this.holderOf(kind, id));
    this.subjects.define('batch', (id) => this.database.one<Subject>('SELECT owner_id AS "ownerId" FROM batch WHERE id = $1', [id]));
  }

  private holderOf(kind: 'award' | 'certificate', id: string): Promise<Subject | null> {
    return this.database.one<Subject>(
      `SELECT c.user_id AS "ownerId", c.edition_id AS "editionId", d.course_id AS "courseId" FROM ${kind} c JOIN edition d ON d.id = c.edition_id WHERE c.id = $1`,
      [id],
    );
  }
}
