import type { Person } from './academy';
import { captions } from '../courses/sample.files';
import { must } from './world';

/** A thread of the teacher with the colleague's answer; the teacher's post in it with a file, reported by the colleague; a warning about its opening post. */
export async function talkBetween(teacher: Person, colleague: Person, moderator: Person, editionId: string): Promise<{ threadId: string; postId: string; postFileId: string; postCaseId: string; decidedCaseId: string }> {
  const opened = must(await teacher.api.post(`/editions/${editionId}/threads`, { title: 'How many swifts?', kind: 'question', language: 'en', markdown: 'We saw nine.' }), 201).body;
  must(await colleague.api.post(`/threads/${opened.id}/posts`, { markdown: 'We saw ten.' }), 201);
  const { id: postFileId } = must(await teacher.api.upload(`/editions/${editionId}/discussion-files`, 'file', captions(), 'swift.vtt'), 201).body as { id: string };
  const { id: postId } = must(await teacher.api.post(`/threads/${opened.id}/posts`, { markdown: 'Then it is ten.', fileIds: [postFileId] }), 201).body as { id: string };
  const { id: postCaseId } = must(await colleague.api.post(`/posts/${postId}/report`, { reason: 'other' }), 201).body as { id: string };
  const { id: decidedCaseId } = must(await colleague.api.post(`/posts/${opened.postId}/report`, { reason: 'off-topic' }), 201).body as { id: string };
  must(await moderator.api.post(`/moderation/${decidedCaseId}`, { decision: 'warn', note: 'Ask in the module, please.' }), 204);
  return { threadId: opened.id as string, postId, postFileId, postCaseId, decidedCaseId };
}
