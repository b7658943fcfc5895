import { type Contribution, reply } from './contribution';

/** What happens with pupils, parents and town halls. */
export const classroom: Contribution[] = [
  {
    person: 'sanna-lehtovaara', activityKey: null, kind: 'conversation', language: 'en', day: 17, title: 'What did your pupils find that you did not expect?', followers: ['teacher', 'ines-carvalho', 'stefan-balan'],
    markdown: 'Not the nicest chart, not the best lesson. One thing that *they* saw and you had not.\n\nI begin: mine found out that the crossing guard waves most cars through before the small children come, because the small children are slow. She did not know it herself. We showed it to her first, before anybody else.',
    reactions: { helpful: ['camille-lefort', 'aoife-brennan'], agree: ['rui-tavares', 'giulia-santoro', 'grace-adeyemi'] },
    replies: [
      reply('rui-tavares', 'pt', 'Que a rua mais “perigosa”, segundo os pais, é a que tem menos carros. O perigo estava no passeio: quatro contentores de lixo.', { reactions: { helpful: ['sanna-lehtovaara', 'ines-carvalho'] } }),
      reply('aoife-brennan', 'en', 'That the puddle is widest on Mondays. It took them two weeks to find out why: the milk lorry comes on Mondays and pushes the water to the side.', { reactions: { agree: ['ciaran-o-dea', 'niamh-keogh', 'teacher'] } }),
      reply('camille-lefort', 'fr', 'Que personne n’utilise le beau banc neuf. Trois semaines, zéro personne assise. Il est au soleil, face à un mur. Le vieux banc, lui, regarde la place.', { reactions: { helpful: ['solene-kermarec'], agree: ['yanis-belkacem'] } }),
      reply('yanis-belkacem', 'fr', 'Vous l’avez dit à la mairie ?', { to: 3 }),
      reply('camille-lefort', 'fr', 'Les élèves ont écrit une lettre de quatre lignes avec leur graphique. Réponse : « On va le tourner. » Le tourner ! Cela ne coûte rien.', { to: 3, reactions: { agree: ['sanna-lehtovaara', 'yanis-belkacem'], thanks: ['yanis-belkacem'] } }),
      reply('giulia-santoro', 'it', 'Che i nonni arrivano dieci minuti prima e i genitori due minuti dopo. Il grafico aveva due gobbe, e i ragazzi le hanno chiamate “la gobba dei nonni” e “la gobba dei ritardatari”.', { reactions: { agree: ['chiara-lo-presti', 'matteo-galvani'] } }),
      reply('matteo-galvani', 'it', 'Due gobbe: bellissimo per spiegare che la media cade proprio dove non c’è nessuno.', { to: 6, reactions: { helpful: ['giulia-santoro', 'plamen-stoyanov'] } }),
      reply('jonas-hollerbach', 'de', 'Dass die Bordsteine auf der Schulseite niedriger sind als gegenüber. „Für uns wurde gebaut, für Oma nicht“, sagte ein Kind. Jetzt messen sie den Weg der Oma.', { reactions: { helpful: ['katharina-weiss', 'sanna-lehtovaara'] } }),
      reply('nino-kavtaradze', 'en', 'That dogs keep times. The same four dogs, the same minute, every morning. One pupil now wants to know whether the dogs wake the people or the people wake the dogs.'),
      reply('sanna-lehtovaara', 'en', 'I have read all of these to my class. They voted for the dogs.', { reactions: { agree: ['nino-kavtaradze', 'aoife-brennan'] } }),
      reply('stefan-balan', 'ro', 'Că nimeni nu trece pe trecerea de pietoni: toți trec cu zece metri mai sus, unde e umbră.'),
      reply('ioana-muresan', 'ro', 'La fel la noi! Și apoi ne mirăm de ce trecerea „nu funcționează”.', { to: 11 }),
    ],
  },
  {
    person: 'yanis-belkacem', activityKey: null, kind: 'question', language: 'fr', day: -2.2, title: 'Faut-il une autorisation pour compter devant l’école ?', followers: ['camille-lefort'],
    markdown: 'Nous restons sur le trottoir, sans photo, sans nom : seulement des bâtons sur une feuille. La directrice me demande pourtant « un papier de la mairie ». Quelqu’un en a-t-il eu besoin ? Et qu’avez-vous écrit aux parents ?',
    replies: [
      reply('solene-kermarec', 'fr', 'Chez nous, une sortie à proximité sans transport : l’accord de la directrice suffit, et un mot dans le cahier. Mais je préviens la police municipale par courriel ; une fois, ils sont venus saluer les enfants.', { reactions: { helpful: ['yanis-belkacem'] } }),
      reply('awa-diarra', 'fr', 'Mon mot aux parents tient en trois phrases : ce que nous comptons, ce que nous **ne** notons **pas** (ni noms, ni plaques, ni photos), et quand nous rentrons. Je peux te l’envoyer.', { reactions: { helpful: ['yanis-belkacem', 'camille-lefort'], thanks: ['yanis-belkacem'] } }),
      reply('yanis-belkacem', 'fr', 'Volontiers ! Je laisse la question ouverte : est-ce que quelqu’un a dû demander à la mairie pour de vrai ?', { to: 2 }),
    ],
  },
  {
    person: 'goncalo-medeiros', activityKey: null, kind: 'question', language: 'pt', day: 11, title: 'Uma aluna não quer ir para a rua. O que faço?', answer: 3,
    markdown: 'Tem medo do trânsito, desde um susto há um ano. Não quero obrigá-la, nem deixá-la na sala a “fazer outra coisa”. Ideias?',
    replies: [
      reply('marta-quintela', 'pt', 'Da janela também se conta. Na minha turma há sempre dois “olhos de cima”: veem coisas que os outros não veem.', { reactions: { helpful: ['goncalo-medeiros'] } }),
      reply('ines-carvalho', 'pt', 'E alguém tem de guardar o tempo e verificar as folhas quando chegam. Não é um trabalho menor, é o mais difícil.'),
      reply('grace-adeyemi', 'en', 'Ask her which job she would choose, and offer three that are all real: eyes from the window, keeper of the time, or the one who finds the mistakes in our sheets. Mine chose the mistakes and became feared for it. The point is that the class *needs* the job, and says so.', { reactions: { helpful: ['goncalo-medeiros', 'marta-quintela', 'ildiko-szabo', 'teacher'], agree: ['awa-diarra'] } }),
      reply('goncalo-medeiros', 'pt', 'Ela escolheu a janela. Contou 14 bicicletas; nós, na rua, 11. Tinha razão ela: havia um camião à nossa frente.', { to: 3, reactions: { agree: ['grace-adeyemi', 'ines-carvalho', 'marta-quintela'], thanks: ['grace-adeyemi'] } }),
    ],
  },
  {
    person: 'malgorzata-swierk', activityKey: null, kind: 'conversation', language: 'pl', day: 18, title: 'Karta dla dzieci, które jeszcze nie piszą',
    markdown: 'Moja pierwsza klasa liczy, ale nie pisze. Zrobiłam kartę z obrazkami: pies, rower, wózek, samochód, a obok puste kółka do zamalowania. Jedno kółko – jeden pies.\n\nDziała lepiej niż kreski, bo dzieci od razu widzą słupek. Co byście dodali?',
    reactions: { helpful: ['agnieszka-wrobel', 'piotr-gasior'], tried: ['agnieszka-wrobel'] },
    replies: [
      reply('agnieszka-wrobel', 'pl', 'Obrazek „nie wiem”! U mnie to chmurka. Wózek z psem w środku trafił do chmurki i mieliśmy o czym rozmawiać.', { reactions: { helpful: ['malgorzata-swierk'], agree: ['piotr-gasior', 'kinga-brzezicka'] } }),
      reply('piotr-gasior', 'pl', 'Dziesięć kółek w rzędzie i ani jednego więcej. Wtedy na koniec liczą dziesiątkami, a nie od początku.', { reactions: { helpful: ['malgorzata-swierk', 'agnieszka-wrobel'] } }),
      reply('ildiko-szabo', 'en', 'I made the same with dots to stick on, for two children who cannot hold a pencil well. They were quicker than all others.', { to: 0, reactions: { thanks: ['malgorzata-swierk'] } }),
      reply('malgorzata-swierk', 'pl', 'Chmurka i dziesiątki dodane. Naklejki też, dziękuję! W piątek wychodzimy pierwszy raz.'),
    ],
  },
  {
    person: 'chiara-lo-presti', activityKey: null, kind: 'conversation', language: 'it', day: 22, title: 'La bidella sa tutto',
    markdown: 'Prima di contare abbiamo intervistato la signora che apre il cancello da diciannove anni. Ha previsto **tutti** i nostri numeri, con un errore di tre persone. I ragazzi si sono chiesti: allora perché contare?\n\nHo risposto: perché lei è una, e il sindaco non la conosce. Ma non ero del tutto contenta della mia risposta.',
    reactions: { helpful: ['giulia-santoro'], agree: ['pietro-zanella', 'elisabetta-puddu'] },
    replies: [
      reply('giulia-santoro', 'it', 'Io direi: contiamo per sapere *quando* si sbaglia. Uno che prevede bene è un’ipotesi molto buona, non un dato.', { reactions: { helpful: ['chiara-lo-presti', 'matteo-galvani'] } }),
      reply('matteo-galvani', 'it', 'E se andasse in pensione? Il foglio resta.', { reactions: { agree: ['chiara-lo-presti'] } }),
      reply('lucia-ferrer', 'es', 'Me encanta. Nosotros hicimos lo mismo con el conductor del autobús: acertó todo menos los viernes. Y los viernes eran lo interesante.', { reactions: { thanks: ['chiara-lo-presti'] } }),
      reply('chiara-lo-presti', 'it', '«Tutto tranne il venerdì» è il titolo del nostro manifesto. Grazie a tutte.', { to: 3 }),
    ],
  },
  {
    person: 'ioana-muresan', activityKey: null, kind: 'conversation', language: 'ro', day: -3.1, title: 'Primăria a răspuns',
    markdown: 'Am trimis graficul clasei a VI-a luni. Miercuri a venit un domn de la primărie, cu ruletă, și a măsurat încă o dată trotuarul împreună cu copiii. **Același rezultat: 62 de centimetri.**\n\nA spus că nu poate promite nimic, dar că e prima dată când primește o măsurătoare și nu o plângere.',
    reactions: { helpful: ['stefan-balan', 'mirela-tudose'], agree: ['desislava-georgieva', 'sanna-lehtovaara', 'ildiko-szabo'] },
    replies: [
      reply('stefan-balan', 'ro', 'O măsurătoare și nu o plângere! Pun propoziția asta pe ușa clasei.', { reactions: { agree: ['ioana-muresan'] } }),
      reply('desislava-georgieva', 'en', 'He came with his own tape measure. That is respect.', { reactions: { agree: ['ioana-muresan', 'nino-kavtaradze'] } }),
      reply('teacher', 'en', 'Congratulations! May I tell my class about the man with the tape measure? We send our chart to the town hall next week and nobody believes that anyone will read it.', { to: 0, reactions: { agree: ['ioana-muresan'] } }),
      reply('ioana-muresan', 'en', '@Tereza Nováková Of course, tell them. And ask them to write the number into the first sentence of the letter: he told us that he reads only first sentences.', { to: 3, reactions: { helpful: ['stefan-balan'] } }),
    ],
  },
  {
    person: 'linnea-sjoholm', activityKey: null, kind: 'conversation', language: 'sv', day: 13, title: 'De som räknar långsamt räknar ofta rätt',
    markdown: 'I min klass är det de tysta eleverna som har rätt antal. De snabba gissar när det blir många på en gång. Jag säger inte längre ”vem blev klar först?”, utan ”vilka två blad stämmer överens?”.',
    replies: [
      reply('sanna-lehtovaara', 'sv', 'Det tar jag med mig. ”Vilka två stämmer överens” är dessutom en riktig forskarfråga.', { reactions: { thanks: ['linnea-sjoholm'] } }),
      reply('grace-adeyemi', 'en', '“Which two sheets agree?” goes straight into tomorrow’s lesson, thank you.', { reactions: { agree: ['linnea-sjoholm'] } }),
      reply('mikko-ahonen', 'fi', 'Meillä sama. Hitain pari oli ainoa, joka huomasi traktorin perävaunun.'),
    ],
  },
  {
    person: 'teacher', activityKey: null, kind: 'question', language: 'en', day: -4.6, title: 'Bar chart or dot plot for eleven-year-olds?',
    markdown: 'We counted people at the tram stop, minute by minute, for three mornings. I wanted bars, half of the class wants a dot for each person. The dots look better, but it takes them forever. What did you use, and did anybody regret it?',
    replies: [
      reply('katharina-weiss', 'de', 'Erst Punkte, dann Balken. Wer einmal 100 Punkte geklebt hat, versteht, was ein Balken erspart.', { reactions: { helpful: ['teacher', 'jonas-hollerbach'] } }),
      reply('ciaran-o-dea', 'en', 'Dots for one morning, bars for three. The dots show that each of them is somebody; the bars let you compare. My lot made the switch by themselves when the glue ran out.', { reactions: { helpful: ['aoife-brennan'], agree: ['katharina-weiss'] } }),
      reply('eleni-papadaki', 'en', 'We regretted the bars, a little. Somebody asked “who is this bar?” and nobody could say.'),
      reply('agnieszka-wrobel', 'en', '@Tereza Nováková If the dots take too long: one sticker for five people, and say so *on* the chart. It is a real chart with a scale then.', { reactions: { helpful: ['ciaran-o-dea'] } }),
    ],
  },
];
