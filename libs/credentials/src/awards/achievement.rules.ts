/** The kind of achievement, in the words of Open Badges 3.0, of a badge that is given for this. */
export function achievementTypeOf(trigger: string): 'Badge' | 'Course' | 'LearningProgram' | 'CommunityService' {
  if (trigger === 'course') return 'LearningProgram';
  if (trigger.startsWith('module:')) return 'Course';
  return trigger.startsWith('helpful-reviewer') || trigger === 'study-group-leader' ? 'CommunityService' : 'Badge';
}
