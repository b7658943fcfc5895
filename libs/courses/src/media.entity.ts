import { Column, Entity, PrimaryColumn } from 'typeorm';

export type MediaKind = 'picture' | 'video' | 'audio' | 'captions' | 'document';

/** A file of a course. Its content never changes. */
@Entity('media')
export class Media {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  @Column('text') kind: MediaKind;
  @Column('text') contentType: string;
  @Column('bigint', { transformer: { from: Number, to: (bytes: number) => bytes } }) bytes: number;
  @Column('bytea') sha256: Buffer;
  @Column('text') storageKey: string;
  @Column('text') fileName: string;
  /** Pixels, of pictures. */
  @Column('int', { nullable: true }) width: number | null;
  @Column('int', { nullable: true }) height: number | null;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
}
