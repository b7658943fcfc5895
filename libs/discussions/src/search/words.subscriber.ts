import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { PostEdited, PostShown } from '../discussions.facts';

/** Learns the words of what is posted, so that a mistyped one can be understood. A word is kept once a space. */
@Injectable()
export class WordsSubscriber {
  constructor(private readonly database: Database) {}

  @On(PostShown, 'discussions.learn-words')
  async learn({ postId }: { postId: string }): Promise<void> {
    await this.database.query(
      `INSERT INTO search_word (space_id, word)
       SELECT DISTINCT p.space_id, w.word FROM post p, regexp_split_to_table(academy_plain(coalesce(p.heading, '') || ' ' || p.markdown), '[^[:alpha:]]+') AS w (word)
       WHERE p.id = $1 AND p.state = 'shown' AND length(w.word) BETWEEN 4 AND 40 ORDER BY 1, 2
       ON CONFLICT DO NOTHING`,
      [postId],
    );
  }

  @On(PostEdited, 'discussions.learn-edited-words')
  learnEdited({ postId }: { postId: string }): Promise<void> {
    return this.learn({ postId });
  }
}
