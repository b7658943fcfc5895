import type { Provider } from '@nestjs/common';
import { Attachments } from './attachments.service';
import { OwnWorks } from './own.works.queries';
import { Publications } from './publications.service';
import { SecondDrafts } from './second.drafts.service';
import { Submissions } from './submissions.service';

export { SubmissionAttachment } from './attachment.entity';
export { Attachments, LARGEST_ATTACHMENT, type OpenFile, type WorkFile } from './attachments.service';
export { OwnWorks, type WorkAndTask } from './own.works.queries';
export { Publications, type PublishedWork, type Scenario } from './publications.service';
export { revealing, type Revealed, type WhoWrites } from './revealing.rules';
export { SecondDrafts } from './second.drafts.service';
export { isWritable, missingParts, neutralName, type Part, partsOf, wholeMarkdown } from './submission.rules';
export { AttachmentView, MOST_FILES, OwnWork, PUBLICATION_LICENCES, PublicationInput, SubmissionInput } from './submission.schemas';
export { Submissions } from './submissions.service';

/** What this folder offers to other libs and apps. */
export const SUBMISSIONS_ROOMS: Provider[] = [OwnWorks, Submissions, SecondDrafts, Attachments, Publications];
