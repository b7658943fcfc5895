import { classroom } from './threads/classroom';
import { community } from './threads/community';
import { type Contribution, reply } from './threads/contribution';
import { kinds } from './threads/kinds';
import { measuring } from './threads/measuring';

const wall: Contribution[] = [
  {
    person: 'ines-carvalho', activityKey: 'wall-my-street', kind: 'conversation', language: 'pt', title: 'Quantos centímetros ficam para passar?',
    markdown: '**A minha rua:** estreita, com passeio de um lado só, uma papelaria e muitos carros às 8:30.\n\n**Reparei:** os carros estacionam com duas rodas em cima do passeio.\n\n**A minha pergunta:** quantos centímetros de passeio ficam livres ao lado de cada carro estacionado entre a escola e a papelaria, às 8:30, em cinco dias?',
    replies: [
      reply('rui-tavares', 'pt', 'Onde exatamente medes: no ponto mais estreito ou ao meio do carro? Os meus alunos iam discutir isso durante uma hora.'),
      reply('ines-carvalho', 'pt', 'No mais estreito! Porque é aí que o carrinho de bebé para. Obrigada, já está na folha.'),
      reply('eleni-papadaki', 'en', 'We have the same cars, I think they drive from Portugal to Greece. How wide is a wheelchair in your rule? We found 80 cm useful.'),
    ],
  },
  {
    person: 'aoife-brennan', activityKey: 'wall-my-street', kind: 'conversation', language: 'en', title: 'The puddle',
    markdown: '**My street:** a country road with a church, a shop and a puddle.\n\n**I noticed:** everybody walks around the puddle on the road side, because the other side is a wall.\n\n**My question:** how wide is the puddle at 8:45 on each school day for two weeks, at its widest place?',
    replies: [
      reply('sanna-lehtovaara', 'en', 'Lovely. Will you note the rain of the day before as well? Then it becomes the third kind of question, almost for free.'),
      reply('aoife-brennan', 'en', 'A jam jar on the wall! Of course. Thank you.'),
      reply('ciaran-o-dea', 'en', '“At its widest place” – from the wall, or across? Two of mine would measure two different things and both be right.'),
    ],
  },
  {
    person: 'eleni-papadaki', activityKey: 'wall-my-street', kind: 'conversation', language: 'el', title: 'Είκοσι βήματα, πόση σκιά;',
    markdown: '**Ο δρόμος μου:** ένα πεζοδρόμιο χωρίς δέντρα, από το σχολείο ως τη στάση.\n\n**Παρατήρησα:** στις δύο το μεσημέρι όλοι περπατούν κολλητά στον τοίχο.\n\n**Η ερώτησή μου:** πόσα από είκοσι βήματα είναι στη σκιά στις 9, στις 12 και στις 2, σε τρεις μέρες με ήλιο;',
    replies: [reply('lucia-ferrer', 'en', 'Same question here, from Spain! Could our classes compare? Only the same hour of *sun*, not of the clock, would be fair.')],
  },
  {
    person: 'katharina-weiss', activityKey: 'wall-my-street', kind: 'conversation', language: 'de', title: 'Der Papierkorb an der falschen Stelle',
    markdown: '**Meine Straße:** vierspurig, mit Straßenbahn; die Haltestelle liegt in der Mitte.\n\n**Bemerkt:** Der Papierkorb steht genau dort, wo die Bustür aufgeht.\n\n**Meine Frage:** Wie viele von 50 Personen weichen dem Papierkorb aus, montags bis mittwochs von 7:40 bis 7:50?',
    replies: [
      reply('jonas-hollerbach', 'de', 'Was heißt „ausweichen“? Ein Schritt zur Seite? Mit meinen Viertklässlern bräuchte ich einen Kreidestrich: Wer ihn übertritt, zählt.'),
      reply('katharina-weiss', 'de', 'Kreidestrich, ja. Genau das hat gefehlt.'),
    ],
  },
  {
    person: 'lucia-ferrer', activityKey: 'wall-my-street', kind: 'conversation', language: 'es', title: 'Encima del paso de peatones',
    markdown: '**Mi calle:** ancha, con plátanos y un colegio enfrente del mercado.\n\n**He visto:** los coches paran encima del paso «solo un momento».\n\n**Mi pregunta:** ¿cuántos coches paran encima del paso de peatones entre las 8:50 y las 9:00, durante cuatro días, y cuántos segundos?',
    replies: [reply('giulia-santoro', 'it', 'Attenzione ai secondi: chi fa partire il cronometro? Noi abbiamo avuto tre risultati con tre cronometri. E niente targhe sul foglio!')],
  },
];

const hardCases: Contribution[] = [
  {
    person: 'camille-lefort', activityKey: 'hard-cases', kind: 'conversation', language: 'fr', title: 'Cas A : effacer ne suffit pas',
    markdown: 'Je fais effacer la photo, sur le moment, devant moi, et Luka écrit lui-même dans le groupe : « Merci d’effacer, je n’avais pas demandé. » C’est la règle 2. Je ne prends pas son téléphone en main.\n\nCe qui parle *contre* ma décision : onze personnes sont sur l’image et deux élèves ne le savent pas. Faut-il le leur dire ? Je crois que oui, et j’en parle au principal le jour même.',
    replies: [
      reply('agnieszka-wrobel', 'en', 'I would also praise him for wanting to check the count. The wish was right, the way was wrong. He could take a picture of the *sheet* next time.'),
      reply('camille-lefort', 'fr', 'Oui ! « Vérifier » était une bonne idée. Je le garde.'),
    ],
  },
  {
    person: 'aoife-brennan', activityKey: 'hard-cases', kind: 'conversation', language: 'en', title: 'Case B: I would turn the clipboard round',
    markdown: 'I would walk over, say good morning, and simply show him the sheet. Seven lines of tally marks are very reassuring. Rule 4: tell people what you are doing, and we should have put a note in his letter box the day before.\n\nTo the loud pupil, later and alone: you are right that the street belongs to everyone. To him as well.\n\nAgainst my own decision: I leave 23 children with one adult while I talk. So the rule must be that the *other* adult talks.',
    replies: [reply('desislava-georgieva', 'bg', 'При нас такъв съсед накрая ни даде столове. Но първо трябваше да отида сама и да се извиня, че не сме го предупредили.')],
  },
  {
    person: 'nino-kavtaradze', activityKey: 'hard-cases', kind: 'conversation', language: 'en', title: 'Case C: forty metres are missing',
    markdown: 'We cannot leave out the forty metres and show the rest; that is mistake number four before we have even learned it. I would propose two things to the head teacher: show *all* of it, and show what the pupils will do about it. The paper will prefer the second story.\n\nAgainst me: it is the head who answers for the school, not I. If the answer is still no, we show the chart to parents only, and a line below says which part of the street is not shown.',
    replies: [
      reply('ioana-muresan', 'ro', 'Rândul de sub grafic e cea mai bună idee: spui adevărul și fără să te cerți.'),
      reply('katharina-weiss', 'de', 'Einverstanden. Und die Kinder lernen dabei, dass auch Erwachsene verhandeln müssen.'),
    ],
  },
];

const charts: Contribution[] = [
  {
    person: 'giulia-santoro', activityKey: 'grade-this-chart', kind: 'conversation', language: 'it', title: 'Un telefono, tre giorni',
    markdown: '*Care ragazze, cari ragazzi, la vostra domanda è ottima e il manifesto si legge da lontano. Una cosa deve cambiare: mercoledì avete usato un altro telefono, quindi non sappiamo se è cambiata la strada o lo strumento. Una domanda per voi: che cosa succede se misurate con i due telefoni nello stesso posto, nello stesso minuto? Provate giovedì e scrivetelo sul manifesto.*\n\nIl cantiere e gli altoparlanti giganti li lascio per la prossima volta.',
    replies: [reply('rui-tavares', 'pt', 'Eu teria escolhido o altifalante gigante. Mas tens razão: com o telefone trocado, o resto nem interessa.')],
  },
  {
    person: 'ciaran-o-dea', activityKey: 'grade-this-chart', kind: 'question', language: 'en', title: 'How many mistakes do you name at once?', answer: 2,
    markdown: 'I count four on that poster: two phones, the fat loudspeaker, three days only, and “because of the building site”. I gave feedback on one and felt I was hiding the others. Do you tell pupils that there is more, or not?',
    replies: [
      reply('jonas-hollerbach', 'de', 'Ich sage: „Ich sehe noch zwei Dinge. Wollt ihr sie selbst suchen?“ Meistens finden sie drei.'),
      reply('sanna-lehtovaara', 'en', 'One that changes the *answer* first. Two phones change the answer. The big loudspeaker only changes the picture.'),
      reply('ciaran-o-dea', 'en', '“Does it change the answer or only the picture?” I am putting that on the wall. Thank you both.'),
    ],
  },
];

const general: Contribution[] = [
  {
    person: 'ioana-muresan', activityKey: null, kind: 'question', language: 'en', title: 'Does anybody count in the rain?', day: 7, answer: 1,
    markdown: 'We have planned three mornings and the forecast is rain for all of them. Do you postpone, or do you count and note “rain”? My class is divided, with good reasons on both sides.',
    replies: [
      reply('aoife-brennan', 'en', 'If we waited for dry weather we would have no data at all. Note it, and count one dry day later. The difference is your finding.'),
      reply('sanna-lehtovaara', 'en', 'Count from under a roof. Wet paper is the end of every sheet; we use pencil, never ink.'),
    ],
  },
  {
    person: 'agnieszka-wrobel', activityKey: null, kind: 'conversation', language: 'pl', title: 'Nasza mapa hałasu wisi w bibliotece', day: 21,
    markdown: 'Mapa 5b wisi od wczoraj w bibliotece gminnej. Pani bibliotekarka mówi, że dorośli stają przed nią i szukają swojego domu. Domów na niej nie ma, tylko skrzyżowania, i właśnie to musiały dzieci wyjaśniać. Najlepsza lekcja o prywatności w tym roku.',
    replies: [reply('desislava-georgieva', 'en', 'They look for their house! Of course they do. Congratulations to 5b.')],
  },
];

/** More than thirty threads in twelve languages, across the discussions of the main course. */
export const contributions: Contribution[] = [...wall, ...hardCases, ...charts, ...general, ...measuring, ...classroom, ...community, ...kinds];
