import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Another name for what somebody earned in an edition: by herself once, later as somebody decides. */
@Entity('name_correction')
export class NameCorrection {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') enrolmentId: string;
  @Column('uuid') editionId: string;
  @Column('uuid') userId: string;
  @Column('text') oldName: string;
  @Column('text') newName: string;
  @Column('boolean') isOwn: boolean;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') state: 'waiting' | 'granted' | 'declined';
  @Column('timestamptz') askedAt: Date;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
}
