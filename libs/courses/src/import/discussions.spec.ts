import { activitiesOf, item, readCartridge, reasonsFor, resource } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('discussions', () => {
  const talk = (topic: string, meta: string | null = null) =>
    readCartridge({
      items: item('p', 'P', 'p') + item('i', 'Talk', 't'),
      resources:
        resource('p', 'webcontent', 'p.html') +
        resource('t', 'imsdt_xmlv1p1', 't.xml', '<dependency identifierref="m"/>') +
        (meta === null ? '' : resource('m', 'associatedcontent/imscc_xmlv1p1/learning-application-resource', 'm.xml')),
      files: { 'p.html': '<p>x</p>', 't.xml': topic, 'sheet.txt': 'words', ...(meta === null ? {} : { 'm.xml': meta }) },
    });
  const TOPIC = '<topic><title>T</title><text texttype="text/html">&lt;p&gt;Why?&lt;/p&gt;</text></topic>';

  it('keep their words and files', async () => {
    const course = await talk(
      '<topic><title>T</title><text texttype="text/plain">Why *not*?\n\nSay &lt;b&gt;.</text><attachments><attachment href="sheet.txt"/></attachments></topic>',
    );
    expect(activitiesOf(course)[1]).toMatchObject({
      kind: 'discussion',
      title: 'Talk',
      prompt: 'Why \\*not\\*?\n\nSay \\<b>.\n\n- [sheet.txt](/media/import-1)',
    });
  });

  it('that were graded say that points and dates are not taken over', async () => {
    const course = await talk(
      TOPIC,
      '<topicMeta><type>topic</type><assignment><points_possible>10</points_possible></assignment></topicMeta>',
    );
    expect(activitiesOf(course)[1]).toMatchObject({ kind: 'discussion', prompt: 'Why?' });
    expect(reasonsFor(course, 'm.xml')).toEqual(['Points and dates of the discussion “Talk” are not taken over.']);
  });

  it('that are announcements belong to one run of the course', async () => {
    const course = await talk(TOPIC, '<topicMeta><type>announcement</type></topicMeta>');
    expect(activitiesOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 't.xml')).toEqual(['The announcement “Talk” belongs to one run of the course.']);
  });
});

describe('web links', () => {
  const link = (url: string) =>
    readCartridge({
      items: item('p', 'P', 'p') + item('i', 'Link', 'l'),
      resources: resource('p', 'webcontent', 'p.html') + resource('l', 'imswl_xmlv1p3', 'l.xml'),
      files: { 'p.html': '<p>x</p>', 'l.xml': `<webLink><title>L</title><url href="${url}" target="_blank"/></webLink>` },
    });

  it('become resources', async () => {
    expect(activitiesOf(await link('https://a.example/?x=1&amp;y=2'))[1]).toMatchObject({
      kind: 'resource',
      url: 'https://a.example/?x=1&y=2',
    });
  });

  it.each(['javascript:alert(1)', 'ftp://a.example', '', 'words', `https://a.example/${'x'.repeat(2_000)}`])(
    'to %.30s are left out by name',
    async (url) => {
      const course = await link(url);
      expect(activitiesOf(course)).toHaveLength(1);
      expect(reasonsFor(course, 'l.xml')).toEqual(['The web link has no address that can be followed.']);
    },
  );
});
