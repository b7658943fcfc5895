import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BadgeColour, BadgeIcon, BadgeShape } from '../rendering/badge.parts';

/** What a picture of our own drawing is made from; what is left out is chosen by the title. */
export type BadgeDesign = { shape?: BadgeShape; colour?: BadgeColour; icon?: BadgeIcon; text?: string };
/** A skill as a framework has it, in the version it was taken from. */
export type Skill =
  | { framework: 'DigCompEdu'; version: string; code: string; name: string; level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2' }
  | { framework: 'ESCO'; version: string; uri: string; name: string };

/** What can be earned: by completing a course or a module, or given by a coordinator. */
@Entity('badge')
export class Badge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') courseId: string;
  @Column('text') name: string;
  @Column('text') description: string;
  @Column('text') criteria: string;
  /** SVG of our own drawing. */
  @Column('text') picture: string;
  /** `course`, `manual`, `module:<key>`, `assignment:<key>`, `helpful-reviewer:<reviews>` or `study-group-leader`. */
  @Column('text') trigger: string;
  @Column('jsonb') design: BadgeDesign;
  /** Where an uploaded picture lies, encoded again as PNG; null: `picture` is all there is. */
  @Column('text', { nullable: true }) imageKey: string | null;
  @Column('jsonb') skills: Skill[];
  /** How long an award stands; null: for ever. */
  @Column('int', { nullable: true }) validMonths: number | null;
  /** Not awarded any more; what was awarded stands. */
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}
