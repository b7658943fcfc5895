import type { ActivityDraft } from './activity-drafts';
import { convertAssignment } from './assignments';
import type { Cartridge, Placement } from './cartridge';
import { convertDiscussion } from './discussions';
import { convertFile, convertPage } from './pages';
import { convertQuiz } from './quizzes';
import type { ResourceKind } from './resource-kinds';
import { UnusableFile } from './unreadable-package';
import { convertWebLink } from './web-links';

type Converter = (placement: Placement, cartridge: Cartridge) => Promise<ActivityDraft[]>;

const CONVERTERS: Partial<Record<ResourceKind, Converter>> = {
  page: convertPage,
  file: convertFile,
  quiz: convertQuiz,
  discussion: convertDiscussion,
  'web-link': convertWebLink,
  assignment: convertAssignment,
};

/** The activities that a resource becomes: one, now and then more, none where the report says why. */
export async function convert(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  try {
    return (await CONVERTERS[placement.kind]?.(placement, cartridge)) ?? [];
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    cartridge.report.skipped(placement.path, error.reason);
    return [];
  }
}
