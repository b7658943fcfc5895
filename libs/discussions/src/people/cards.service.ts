import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import { FIRST_CARD, type PersonCard } from './card.schemas';
import { PERSON, SHOWN_PERSON, type ShownPerson } from './shown.person';

/** What somebody chose to show colleagues. */
@Injectable()
export class Cards {
  constructor(private readonly database: Database) {}

  async of(userId: string): Promise<PersonCard> {
    const card = await this.database.one<PersonCard>(
      `SELECT about, is_listed AS "isListed", shows_country AS "showsCountry", shows_school AS "showsSchool", shows_level AS "showsLevel", shows_subjects AS "showsSubjects", shows_languages AS "showsLanguages"
       FROM person_card WHERE user_id = $1`,
      [userId],
    );
    return card ?? FIRST_CARD;
  }

  async save(userId: string, { about, isListed, showsCountry, showsSchool, showsLevel, showsSubjects, showsLanguages }: PersonCard): Promise<void> {
    await this.database.query(
      `INSERT INTO person_card (user_id, about, is_listed, shows_country, shows_school, shows_level, shows_subjects, shows_languages) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (user_id) DO UPDATE SET about = excluded.about, is_listed = excluded.is_listed, shows_country = excluded.shows_country, shows_school = excluded.shows_school,
         shows_level = excluded.shows_level, shows_subjects = excluded.shows_subjects, shows_languages = excluded.shows_languages`,
      [userId, about, isListed, showsCountry, showsSchool, showsLevel, showsSubjects, showsLanguages],
    );
  }

  /** What colleagues see of this person with such a card, saved or not. */
  async seen(userId: string, { about, isListed, showsCountry, showsSchool, showsLevel, showsSubjects, showsLanguages }: PersonCard): Promise<ShownPerson> {
    const seen = await this.database.one<ShownPerson>(
      `SELECT ${PERSON} FROM (SELECT ${SHOWN_PERSON} FROM users u
         CROSS JOIN (SELECT $2::text AS about, $3::boolean AS is_listed, $4::boolean AS shows_country, $5::boolean AS shows_school, $6::boolean AS shows_level, $7::boolean AS shows_subjects, $8::boolean AS shows_languages) c
         WHERE u.id = $1) s`,
      [userId, about, isListed, showsCountry, showsSchool, showsLevel, showsSubjects, showsLanguages],
    );
    return found(seen, 'user');
  }
}
