/** Texts whose likeness is known, made by chance with a seed: scenarios of made-up projects in the stock phrases that teachers share. */
export class Corpus {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  private chance(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
  private pick = <T>(list: readonly T[]): T => list[Math.floor(this.chance() * list.length)]!;

  /** A scenario of about this many sentences, in Markdown, with the headings that everybody has. */
  scenario(sentences = 50, language: 'en' | 'de' = 'en'): string {
    const parts = HEADINGS[language];
    return parts.map((heading) => `## ${heading}\n\n${Array.from({ length: Math.ceil(sentences / parts.length) }, () => this.sentence(language)).join(' ')}`).join('\n\n');
  }

  private sentence(language: 'en' | 'de'): string {
    return this.pick(FRAMES[language]).replace(/\[(\w+)\]/g, (_, kind: keyof (typeof WORDS)['en']) => this.pick(WORDS[language][kind]));
  }

  /** A scenario in Chinese characters, without a space. */
  spaceless(letters = 400): string {
    return Array.from({ length: letters }, (_, index) => (index % 20 === 19 ? '。' : String.fromCodePoint(0x4e00 + Math.floor(this.chance() ** 2 * 1_500)))).join('');
  }

  /** One word in every so many is another one, put in or left out, here and there. */
  wordsEdited(text: string, share: number): string {
    return text
      .split(' ')
      .flatMap((word) => (this.chance() >= share || word.includes('\n') ? [word] : this.pick([[this.pick(WORDS.en.noun)], [this.pick(WORDS.en.noun)], [], [word, this.pick(WORDS.en.noun)]])))
      .join(' ');
  }

  /** The same share of the text is rewritten, sentence by sentence, and the paragraphs change places. */
  sentencesEdited(text: string, share: number): string {
    const edited = text.split('\n\n').map((paragraph) => (paragraph.startsWith('##') ? paragraph : paragraph.split(/(?<=\.) /).map((sentence) => (this.chance() < share ? this.sentence('en') : sentence)).join(' ')));
    return [...edited.slice(4), ...edited.slice(0, 4)].join('\n\n');
  }

  lettersEdited(text: string, share: number): string {
    return [...text].map((letter) => (this.chance() < share ? String.fromCodePoint(0x4e00 + Math.floor(this.chance() * 1_500)) : letter)).join('');
  }
}

export const HEADINGS = {
  en: ['Who learns here', 'What they will be able to do', 'Steps of the lessons', 'What I need', 'How I shall see that they learnt', 'What could go wrong'],
  de: ['Wer hier lernt', 'Was sie danach können', 'Ablauf der Stunden', 'Was ich brauche', 'Woran ich sehe, dass sie gelernt haben', 'Was schiefgehen könnte'],
} as const;

const WORDS = {
  en: {
    noun: 'swifts,noise,shade,puddles,windows,benches,lichens,traffic,rain,bread,bridges,bees,steps,maps,lamps,trees,wells,markets,shadows,pigeons,litter,heat,signs,stones,songs,ferries,walls,gardens,moss,wind'.split(','),
    place: 'schoolyard,old town,river bank,market square,library,harbour,bus station,village green,museum,cemetery,park,hill,mill,castle,tram stop'.split(','),
    verb: 'count,draw,photograph,compare,describe,measure,record,collect,name,sort,question,film,sketch,estimate,map'.split(','),
    subject: 'mathematics,science,geography,history,art,music,languages,computing,sport'.split(','),
    age: 'seven,nine,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen'.split(','),
    tool: 'tablets,paper maps,tape measures,notebooks,thermometers,microphones,cameras,string,chalk,magnifying glasses,stop watches'.split(','),
    how: 'carefully,in pairs,twice,by hand,with a partner class,on Fridays,before lunch,in silence,after the rain,for a week'.split(','),
  },
  de: {
    noun: 'Mauersegler,Lärm,Schatten,Pfützen,Fenster,Bänke,Flechten,Verkehr,Regen,Brot,Brücken,Bienen,Stufen,Karten,Laternen,Bäume,Brunnen,Märkte,Tauben'.split(','),
    place: 'Schulhof,Altstadt,Flussufer,Marktplatz,Bücherei,Hafen,Busbahnhof,Dorfanger,Museum,Friedhof,Park,Hügel'.split(','),
    verb: 'zählen,zeichnen,fotografieren,vergleichen,beschreiben,messen,aufnehmen,sammeln,benennen,ordnen,befragen'.split(','),
    subject: 'Mathematik,Naturkunde,Erdkunde,Geschichte,Kunst,Musik,Sprachen,Informatik,Sport'.split(','),
    age: 'sieben,neun,elf,zwölf,dreizehn,vierzehn,fünfzehn,sechzehn'.split(','),
    tool: 'Tablets,Stadtpläne,Maßbänder,Hefte,Thermometer,Mikrofone,Kameras,Schnur,Kreide,Lupen'.split(','),
    how: 'sorgfältig,zu zweit,zweimal,von Hand,mit einer Partnerklasse,freitags,vor dem Essen,schweigend,nach dem Regen'.split(','),
  },
} as const;

const FRAMES = {
  en: [
    'At the end of the lesson the pupils [verb] the [noun] of the [place].', 'In small groups of four the pupils [verb] [noun] [how].', 'My pupils are [age] years old and know [noun] from the [place].',
    'Each group presents what it found out about the [noun] and the others [verb] the [noun].', 'I would like them to [verb] the [noun] in [subject] without my help.', 'We need [tool] and [tool], and somebody at the [place] who knows the [noun].',
    'The pupils work with [tool] and [verb] [noun] near the [place] [how].', 'We talk about what makes [noun] a good example for [subject].', 'If it rains, we stay in the classroom and [verb] the [noun] on [tool].',
    'I look at their [tool] and ask them to [verb] one of the [noun] again.', 'The parents are invited to the [place] and [verb] [noun] [how].', 'In the second week they [verb] [noun] and send the results to the [place].',
    'Some of them have never been to the [place], so we [verb] the [noun] there first.', 'A colleague from [subject] helps us to [verb] [noun] [how].', 'They write down which [noun] they [verb] and why the [noun] surprised them.',
    '[tool] lie ready, and whoever is quick may [verb] the [noun] of the [place] too.',
  ],
  de: [
    'Am Ende der Stunde [verb] die Kinder die [noun] am [place].', 'In kleinen Gruppen zu viert [verb] die Kinder [noun] [how].', 'Meine Klasse ist [age] Jahre alt und kennt [noun] vom [place].',
    'Jede Gruppe stellt vor, was sie über [noun] herausfand, und die anderen [verb] [noun].', 'Ich möchte, dass sie [noun] in [subject] ohne meine Hilfe [verb].', 'Wir brauchen [tool] und [tool] und jemanden am [place], der [noun] kennt.',
  ],
} as const;
