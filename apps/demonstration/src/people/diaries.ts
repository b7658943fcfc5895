/** A page of a learning diary, as its writer left it. */
export interface DiaryEntry {
  /** Key of the resident who wrote it. */
  person: string;
  activityKey: string;
  language: string;
  markdown: string;
  shared: boolean;
}

type Written = [person: string, language: string, shared: boolean, markdown: string];

const diary = (activityKey: string, entries: Written[]): DiaryEntry[] =>
  entries.map(([person, language, shared, markdown]) => ({ person, activityKey, language, shared, markdown }));

const myStreet = diary('diary-my-street', [
  ['ines-carvalho', 'pt', true, 'Fiquei cinco minutos no passeio em frente à papelaria. Reparei que **ninguém** anda em linha reta: há três carros estacionados em cima do passeio e todos descem à estrada, também uma senhora com andarilho.\n\nOs meus alunos diriam que a rua é “apertada”. Podemos medir quantos centímetros de passeio ficam livres ao lado de cada carro. Ainda não sei se isto é uma pergunta do primeiro tipo ou do segundo.'],
  ['aoife-brennan', 'en', true, 'In my last lesson with a chart the pupils did *none* of the four steps, if I am honest. I asked, the book collected, the book drew, and I told. They coloured it in.\n\nOn our road I noticed the puddle. It has been there since I started teaching here and every child knows which parent drives through it. How wide is it, each morning, for two weeks? They will love it, and it is a line chart nobody has to explain.'],
  ['katharina-weiss', 'de', false, 'Fünf Minuten an der Haltestelle. Auffällig: Der Bus hält, aber die Tür öffnet sich genau vor dem Papierkorb. Alle weichen aus. Ich stehe seit elf Jahren dort und habe es nie gesehen.\n\nFrage, die ich mitnehme: Wie bringe ich 27 Siebtklässler dazu, *stehen zu bleiben*? Das Messen ist nicht das Problem, das Hinsehen schon.'],
  ['camille-lefort', 'fr', true, 'Ma question passe trois des quatre tests. Le quatrième me gêne : à qui servira la réponse ? J’avais pensé « à la mairie », mais c’est trop loin pour des sixièmes. Le gardien du collège, lui, peut vraiment déplacer le râtelier à vélos. Je vais lui demander ce qu’*il* voudrait savoir.'],
  ['eleni-papadaki', 'el', true, 'Στάθηκα πέντε λεπτά έξω από το σχολείο στις δύο το μεσημέρι. Ούτε ένα βήμα σκιάς ως τη στάση. Τα παιδιά περπατούν κολλητά στον τοίχο, το ένα πίσω από το άλλο, σαν τρένο.\n\nΘα μετρήσουμε βήματα στον ήλιο και στη σκιά. Η προσδοκία μου: το πολύ δύο στα είκοσι. Δεν ξέρω ακόμα πώς θα το κάνουμε με ασφάλεια, γιατί το πεζοδρόμιο είναι στενό.'],
  ['desislava-georgieva', 'bg', false, 'Забелязах, че на нашата улица има четири кошчета и всичките са от едната страна. От другата е спирката.\n\nУчениците ми ще кажат: „Мръсно е“. Ще ги питам: къде точно и в колко часа? Страхувам се само от едно – че ще започнат да събират боклука с ръце. Правилото „броим с очи“ ще напиша първо.'],
]);

const tenMinutes = diary('diary-ten-minute-count', [
  ['agnieszka-wrobel', 'pl', true, 'Przejście przy piekarni, środa, 7:35–7:45. Samochody w kolejnych minutach: 3, 5, 6, 2, 8, 7, 9, 4, 6, 5. Razem **55**.\n\nPrzypadek wątpliwy: śmieciarka, która stała trzy minuty. Policzyłam ją raz. Zasada na kartę: liczymy to, co *przejeżdża* przez linię, a nie to, co stoi.\n\nZmiana: dopiszę wiersz „nie wiem”. Miałam go w głowie, ale nie na papierze.'],
  ['nino-kavtaradze', 'en', true, 'From the classroom window, second floor: 1, 0, 2, 0, 0, 4, 1, 0, 1, 0. Total 9 cars. And 14 dogs! I did not plan a row for dogs.\n\nThe doubtful case was a man who sat on the wall the whole time. Does he *use* the street? I think he uses it more than the cars do. New row: “stays”.'],
  ['sanna-lehtovaara', 'fi', true, 'Kymmenen minuuttia pyörätien risteyksessä, −4 °C. Pyöräilijät minuutti minuutilta: 2, 1, 0, 3, 2, 4, 6, 5, 1, 0, yhteensä 24.\n\nEpäselvä tapaus: potkukelkka. Kirjasin sen pyöräksi ja lisäsin viereen p-kirjaimen.\n\nMuutos lomakkeeseen: isommat ruudut. Lapasilla ei osu pieniin.'],
  ['giulia-santoro', 'it', false, 'Martedì, 7:50–8:00, cancello della scuola. A piedi: 4, 6, 9, 12, 15, 21, 18, 11, 3, 1. Totale 100, giuro che non l’ho aggiustato.\n\nNei minuti 5, 6 e 7 da sola non ce la facevo: ho contato i gruppi e non le persone. Con i ragazzi ci vogliono **due** “occhi” in quei tre minuti, e la regola: chi è in braccio conta.'],
  ['lucia-ferrer', 'es', true, 'Lunes, 8:45. Bicis: 0, 0, 1, 0, 0, 0, 2, 0, 0, 0. Total: 3. Y dos de las tres eran de la misma familia.\n\nConclusión: con diez minutos no tengo nada que dibujar. O cuento durante una hora, o cambio de pregunta. Creo que cambio: ¿cuántos coches paran **encima** del paso de peatones?'],
  ['ioana-muresan', 'ro', true, 'Am numărat la trecerea de lângă piață: 7, 9, 8, 10, 7, 8, 9, 11, 8, 7. Total 84 de mașini în zece minute. Minutele seamănă între ele, deci la noi ar fi de ajuns și cinci.\n\nCazul îndoielnic: mașinile care dau cu spatele din parcare și trec linia de două ori. Regula: numărăm trecerile, nu mașinile.'],
]);

const whatIKeep = diary('diary-what-i-keep', [
  ['jonas-hollerbach', 'de', true, 'Meine Antworten von Woche 1: „Wann haben deine Kinder zuletzt Daten gesammelt?“ – *Lieblingstiere, zweite Klasse.* Das ist peinlich lange her.\n\nAm **Dienstag in zwei Wochen** messen wir Bordsteine, mit der 4a, zwölf Stück bis zur Bücherei. Die Kollegin aus der Parallelklasse kommt mit; allein gehe ich mit 23 Kindern nicht an die Straße.'],
  ['rui-tavares', 'pt', true, 'Experimentei ontem com o 7.º ano. Uma aluna disse: “Professor, o gráfico está certo, mas a rua não é assim.” Tínhamos contado só na sexta-feira.\n\nNunca tinha ouvido ninguém explicar tão bem o que é uma amostra. Fico com esta frase para o resto da vida.'],
  ['ciaran-o-dea', 'en', false, 'What I keep: the row “not sure”. I have put it on everything since. On the tally sheet, on the maths test (they may write *not sure* and say where they got lost), on the sign-up for the parents’ evening.\n\nDay: Thursday the 12th, fifth class, noise ladder in Irish. We have no good word for “we lean in” yet. They will make one.'],
]);

/** Fifteen entries in eleven languages. None names a pupil. */
export const diaryEntries: DiaryEntry[] = [...myStreet, ...tenMinutes, ...whatIKeep];
