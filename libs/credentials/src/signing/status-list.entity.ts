import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Bits that say which awards are revoked. */
@Entity('status_list')
export class StatusList {
  @PrimaryColumn('uuid') id: string;
  @Column('int') size: number;
  @Column('int') nextIndex: number;
  @Column('bytea') bits: Buffer;
  @Column('timestamptz') updatedAt: Date;
}
