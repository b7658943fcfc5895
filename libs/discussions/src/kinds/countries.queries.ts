import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { countriesToShow, type CountriesShown, type CountryCount } from './country.rules';

/** Where those who take part come from, as counts alone. */
@Injectable()
export class Countries {
  constructor(private readonly database: Database) {}

  /** Participants of an edition, or alumni of a course, by country: one statement. Null: too few to say anything. */
  async of(spaceId: string): Promise<CountriesShown | null> {
    const counts = await this.database.query<CountryCount>(
      `SELECT u.country, count(*)::int AS people FROM (
         SELECT e.user_id FROM enrolment e WHERE e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired')
         UNION SELECT e.user_id FROM edition d JOIN enrolment e ON e.edition_id = d.id WHERE d.course_id = $1 AND e.state = 'completed') m
       JOIN users u ON u.id = m.user_id GROUP BY 1`,
      [spaceId],
    );
    return countriesToShow(counts);
  }
}
