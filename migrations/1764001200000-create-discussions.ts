import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Discussions: threads and posts, what people read, follow and react to, polls, drafts, files. */
export class CreateDiscussions1764001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A space is an edition, or the alumni of a course: space_id is the id of either. Counters have one home: threads.counters.ts.
      -- last_number: the number of the newest post, hidden ones too. replies: shown posts beside the opening one.
      CREATE TABLE thread (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL CONSTRAINT thread_course_fk REFERENCES course,
        edition_id uuid CONSTRAINT thread_edition_fk REFERENCES edition,
        space_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(edition_id, course_id)) STORED,
        module_key text,
        activity_key text,
        kind text NOT NULL CONSTRAINT thread_kind_ck CHECK (kind IN ('question', 'conversation', 'wall', 'poll', 'announcement')),
        title text NOT NULL CONSTRAINT thread_title_ck CHECK (title <> ''),
        language text NOT NULL,
        author_id uuid NOT NULL CONSTRAINT thread_author_fk REFERENCES users,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        state text NOT NULL DEFAULT 'shown' CONSTRAINT thread_state_ck CHECK (state IN ('shown', 'held', 'hidden', 'deleted', 'merged')),
        merged_into uuid CONSTRAINT thread_merged_into_fk REFERENCES thread,
        is_pinned boolean NOT NULL DEFAULT false,
        is_locked boolean NOT NULL DEFAULT false,
        answer_post_id uuid,
        last_number int NOT NULL DEFAULT 0,
        replies int NOT NULL DEFAULT 0,
        score int NOT NULL DEFAULT 0,
        last_post_at timestamptz NOT NULL DEFAULT academy_now(),
        poll jsonb,
        CONSTRAINT thread_merged_ck CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
        CONSTRAINT thread_poll_ck CHECK ((kind = 'poll') = (poll IS NOT NULL))
      );
      CREATE INDEX thread_latest_idx ON thread (space_id, last_post_at DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_new_idx ON thread (space_id, created_at DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_top_idx ON thread (space_id, score DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_unanswered_idx ON thread (space_id, last_post_at DESC, id DESC) WHERE state = 'shown' AND kind = 'question' AND answer_post_id IS NULL;
      CREATE INDEX thread_activity_idx ON thread (space_id, activity_key, last_post_at DESC, id DESC) WHERE state = 'shown' AND activity_key IS NOT NULL;
      CREATE INDEX thread_pinned_idx ON thread (space_id, last_post_at DESC) WHERE state = 'shown' AND is_pinned;
      CREATE INDEX thread_language_idx ON thread (space_id, language, last_post_at DESC, id DESC) WHERE state = 'shown';
      CREATE INDEX thread_author_idx ON thread (author_id, created_at);

      -- number: dense within the thread, the order for everyone. root_number: that of the post it answers, else its own. heading: the title, at the opening post.
      CREATE TABLE post (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        thread_id uuid NOT NULL CONSTRAINT post_thread_fk REFERENCES thread,
        space_id uuid NOT NULL,
        number int NOT NULL,
        root_number int NOT NULL,
        reply_to uuid CONSTRAINT post_reply_to_fk REFERENCES post,
        author_id uuid NOT NULL CONSTRAINT post_author_fk REFERENCES users,
        language text NOT NULL,
        heading text,
        markdown text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        revision int NOT NULL DEFAULT 1,
        edited_at timestamptz,
        state text NOT NULL DEFAULT 'shown' CONSTRAINT post_state_ck CHECK (state IN ('shown', 'held', 'hidden', 'deleted')),
        helpful int NOT NULL DEFAULT 0,
        thanks int NOT NULL DEFAULT 0,
        agree int NOT NULL DEFAULT 0,
        tried int NOT NULL DEFAULT 0,
        search tsvector NOT NULL GENERATED ALWAYS AS (
          setweight(to_tsvector(academy_tsconfig(language), coalesce(heading, '')), 'A') || setweight(to_tsvector(academy_tsconfig(language), left(markdown, 50000)), 'B')
        ) STORED,
        CONSTRAINT post_number_uq UNIQUE (thread_id, number)
      );
      CREATE INDEX post_order_idx ON post (thread_id, root_number, number);
      CREATE INDEX post_author_idx ON post (author_id, thread_id, number);
      CREATE INDEX post_space_author_idx ON post (space_id, author_id, created_at);
      CREATE INDEX post_absent_idx ON post (thread_id, number) WHERE state <> 'shown';
      CREATE INDEX post_search_idx ON post USING gin (space_id, search) WHERE state = 'shown';
      ALTER TABLE thread ADD CONSTRAINT thread_answer_post_fk FOREIGN KEY (answer_post_id) REFERENCES post;

      -- What a post said before: revision 1 is the first wording.
      CREATE TABLE post_revision (
        post_id uuid NOT NULL CONSTRAINT post_revision_post_fk REFERENCES post ON DELETE CASCADE,
        revision int NOT NULL,
        heading text,
        markdown text NOT NULL,
        written_at timestamptz NOT NULL,
        CONSTRAINT post_revision_pk PRIMARY KEY (post_id, revision)
      );
      CREATE TABLE reaction (
        post_id uuid NOT NULL CONSTRAINT reaction_post_fk REFERENCES post ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT reaction_user_fk REFERENCES users ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT reaction_kind_ck CHECK (kind IN ('helpful', 'thanks', 'agree', 'tried')),
        reacted_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT reaction_pk PRIMARY KEY (post_id, user_id, kind)
      );
      CREATE TABLE mention (
        post_id uuid NOT NULL CONSTRAINT mention_post_fk REFERENCES post ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT mention_user_fk REFERENCES users ON DELETE CASCADE,
        CONSTRAINT mention_pk PRIMARY KEY (post_id, user_id)
      );

      -- What somebody knows of a thread: read up to which number; whether it is followed (null: never said).
      CREATE TABLE thread_reader (
        user_id uuid NOT NULL CONSTRAINT thread_reader_user_fk REFERENCES users ON DELETE CASCADE,
        thread_id uuid NOT NULL CONSTRAINT thread_reader_thread_fk REFERENCES thread ON DELETE CASCADE,
        space_id uuid NOT NULL,
        up_to int NOT NULL DEFAULT 0,
        read_at timestamptz,
        is_following boolean,
        CONSTRAINT thread_reader_pk PRIMARY KEY (user_id, thread_id)
      );
      CREATE INDEX thread_reader_following_idx ON thread_reader (thread_id, user_id) WHERE is_following;
      CREATE INDEX thread_reader_space_idx ON thread_reader (user_id, space_id, thread_id);
      -- What somebody knows of a space: the visit before this one; up to when everything counts as read.
      CREATE TABLE space_reader (
        user_id uuid NOT NULL CONSTRAINT space_reader_user_fk REFERENCES users ON DELETE CASCADE,
        space_id uuid NOT NULL,
        visited_at timestamptz,
        visited_before_at timestamptz,
        all_read_at timestamptz,
        languages text[],
        CONSTRAINT space_reader_pk PRIMARY KEY (user_id, space_id)
      );
      -- activity_key '': the whole space.
      CREATE TABLE space_follow (
        user_id uuid NOT NULL CONSTRAINT space_follow_user_fk REFERENCES users ON DELETE CASCADE,
        space_id uuid NOT NULL,
        activity_key text NOT NULL DEFAULT '',
        CONSTRAINT space_follow_pk PRIMARY KEY (space_id, activity_key, user_id)
      );
      CREATE INDEX space_follow_user_idx ON space_follow (user_id, space_id);

      -- place: new:<space>, new:<space>:<activity>, reply:<thread>, reply:<thread>:<post>, edit:<post>.
      CREATE TABLE post_draft (
        user_id uuid NOT NULL CONSTRAINT post_draft_user_fk REFERENCES users ON DELETE CASCADE,
        place text NOT NULL,
        title text NOT NULL DEFAULT '',
        markdown text NOT NULL DEFAULT '',
        saved_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT post_draft_pk PRIMARY KEY (user_id, place)
      );
      -- post_id null: uploaded, and not posted yet.
      CREATE TABLE post_file (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        space_id uuid NOT NULL,
        post_id uuid CONSTRAINT post_file_post_fk REFERENCES post,
        uploaded_by uuid NOT NULL CONSTRAINT post_file_user_fk REFERENCES users,
        uploaded_at timestamptz NOT NULL DEFAULT academy_now(),
        kind text NOT NULL,
        content_type text NOT NULL,
        bytes int NOT NULL,
        sha256 bytea NOT NULL,
        storage_key text NOT NULL,
        file_name text NOT NULL,
        description text NOT NULL DEFAULT '',
        width int,
        height int
      );
      CREATE INDEX post_file_post_idx ON post_file (post_id) WHERE post_id IS NOT NULL;
      CREATE INDEX post_file_waiting_idx ON post_file (uploaded_at) WHERE post_id IS NULL;

      -- The options of a poll are its thread's; votes counts people.
      CREATE TABLE poll_option (
        thread_id uuid NOT NULL CONSTRAINT poll_option_thread_fk REFERENCES thread ON DELETE CASCADE,
        key text NOT NULL,
        position smallint NOT NULL,
        words text NOT NULL,
        votes int NOT NULL DEFAULT 0,
        CONSTRAINT poll_option_pk PRIMARY KEY (thread_id, key)
      );
      CREATE TABLE poll_vote (
        thread_id uuid NOT NULL,
        user_id uuid NOT NULL CONSTRAINT poll_vote_user_fk REFERENCES users ON DELETE CASCADE,
        option_key text NOT NULL,
        voted_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT poll_vote_pk PRIMARY KEY (thread_id, user_id, option_key),
        CONSTRAINT poll_vote_option_fk FOREIGN KEY (thread_id, option_key) REFERENCES poll_option ON DELETE CASCADE
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE thread DROP CONSTRAINT thread_answer_post_fk;
      DROP TABLE poll_vote, poll_option, post_file, post_draft, space_follow, space_reader, thread_reader, mention, reaction, post_revision, post, thread;
    `);
  }
}
