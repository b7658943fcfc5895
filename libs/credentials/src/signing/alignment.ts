/** A skill as a badge holds it. */
export type AlignedSkill = { framework: 'DigCompEdu'; version: string; code: string; name: string; level: string } | { framework: 'ESCO'; version: string; uri: string; name: string };

/** What is common to the alignments of Open Badges 2.0 and 3.0. */
export type Alignment = { targetName: string; targetUrl: string; targetFramework: string; targetCode: string; targetDescription?: string };

/** The framework has no addresses for its competences: the publication has. */
const DIGCOMPEDU = 'https://publications.jrc.ec.europa.eu/repository/handle/JRC107466';

export function alignmentOf(skill: AlignedSkill): Alignment {
  const { name, framework, version } = skill;
  const common = { targetName: name, targetFramework: `${framework} ${version}` };
  return skill.framework === 'ESCO' ? { ...common, targetUrl: skill.uri, targetCode: skill.uri } : { ...common, targetUrl: DIGCOMPEDU, targetCode: skill.code, targetDescription: skill.level };
}
