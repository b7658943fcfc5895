import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One person with an account. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('timestamptz', { nullable: true }) emailVerifiedAt: Date | null;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('text') displayName: string;
  /** What is printed on certificates, in any script. */
  @Column('text') certificateName: string;
  /** ISO 3166-1 alpha-2. */
  @Column('text') country: string;
  /** BCP 47. */
  @Column('text') locale: string;
  /** Languages this person reads, BCP 47. */
  @Column('text', { array: true }) reads: string[];
  /** IANA. */
  @Column('text') timeZone: string;
  @Column('text', { nullable: true }) school: string | null;
  @Column('text', { nullable: true }) level: string | null;
  @Column('text', { array: true }) subjects: string[];
  @Column('timestamptz') createdAt: Date;
}
