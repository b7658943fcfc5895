import { seededRandom } from './chance';

/** A language of the bench: how many of a hundred threads are in it, and the syllables its words are made of. */
type Tongue = Readonly<{ language: string; share: number; syllables: readonly string[] }>;

const syllables = (text: string): string[] => text.split(' ');
export const TONGUES: readonly Tongue[] = [
  { language: 'en', share: 30, syllables: syllables('stre me cou sha ten wor kin sur ver pla chi gar ther ble mo ni ta ro se li pen ba fi do gra thi ly na hu wi sta cro po ker do le mi ra to ce') },
  { language: 'de', share: 15, syllables: syllables('stra ße mes sen zäh len bor ste kan te klas schü ler grü fra ge ant wor ba men scha ten lär kar zei gen wo chen ü ber ei un ver be ge lich keit heit tal') },
  { language: 'fr', share: 12, syllables: syllables('rue me su rer é lè ve clas se ques tion ré pon ar bre om bré car te bru it co mpter vé lo tro ttoir en sei gner pa ge ma tin soi heu re ju ste ment eau') },
  { language: 'es', share: 12, syllables: syllables('ca lle me dir ni ños pre gun ta a ños som bra ár bol rui do ma pa ban co con tar cla se lu gar ho ra día pa so ver de es cue la ción ción tro ja cho') },
  { language: 'pt', share: 10, syllables: syllables('ru a me di ção a lu no per gun ta res pos som bra ár vo re ba ru lho ma pa es co la con tar tur ma lu gar ho ras di as pas sei ão ões lha nho ja') },
  { language: 'it', share: 9, syllables: syllables('stra da mi su rare bam bi ni do man da ri spo sta om bra al be ro ru more map pa scuo la con tare clas se luo go ora gior no mar cia pie di zio ne tà già') },
  { language: 'el', share: 6, syllables: syllables('δρό μος με τρώ παι διά ε ρώ τη ση α πά ντη σκι ά δέ ντρο θό ρυ βος χάρ της σχο λεί ο τά ξη ώ ρα μέ ρα πε ζο δρο μί ου κα λη') },
  { language: 'pl', share: 6, syllables: syllables('u li ca mie rzy my dzie ci py ta nie od po wiedź cień drze wo ha łas ma pa szko ła li czy kla sa miej sce go dzi na dzień chod nik ość ów ska') },
];

/** Words of a language, the most frequent first; all different. */
export function wordsOf({ syllables: given }: Tongue, count: number): string[] {
  const words = new Set<string>();
  for (let number = 0; words.size < count; number++) {
    let word = '';
    // Mixed by a large prime, so that neighbours in frequency are not neighbours in the alphabet.
    for (let rest = (number * 7_919) % 1_000_003, piece = 0; piece < 2 || rest > 0; piece++, rest = Math.floor(rest / given.length)) word += given[rest % given.length];
    words.add(word);
  }
  return [...words];
}

/** Sentences whose words are as frequent as one over their rank. */
export function sentencesOf(words: readonly string[], count: number, seed: number): string[] {
  const next = seededRandom(seed);
  const word = () => words[Math.floor(words.length ** next()) - 1]!;
  return Array.from({ length: count }, () => {
    const sentence = Array.from({ length: 5 + Math.floor(next() * 12) }, word).join(' ');
    return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
  });
}
