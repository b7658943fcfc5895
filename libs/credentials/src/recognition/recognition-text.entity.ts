import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What certificates say of recognition in a country, in one language, from a day on. Never edited: a new wording is a new row. */
@Entity('recognition_text')
export class RecognitionText {
  @PrimaryColumn('uuid') id: string;
  /** ISO 3166-1 alpha-2. */
  @Column('text') country: string;
  /** BCP 47. */
  @Column('text') locale: string;
  /** One paragraph, printed on certificates. */
  @Column('text') printedText: string;
  /** How recognition works there, for teachers to read: plain text of some paragraphs. */
  @Column('text') guidance: string;
  @Column('text') authority: string;
  /** An address on the web, or an empty text. */
  @Column('text') authorityUrl: string;
  @Column('date') validFrom: string;
  /** Null: until the next of its language begins. */
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('uuid') writtenBy: string;
  @Column('timestamptz') writtenAt: Date;
  @Column('uuid', { nullable: true }) withdrawnBy: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
}
