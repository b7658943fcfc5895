import { review, scenario } from './demonstration.scenario';

/** Works in languages that few of the edition read, and works that are not handed in yet. */

export const bulgarianScenario = scenario('radka-yordanova', 'bg', [
  '**Колко крачки до парка?** Децата измерват пътя до парка и търсят най-безопасното място за пресичане.',
  'Околен свят, 9–10 години, 20 ученици, български.',
  'Подготовка: 30 мин. Уроци: 3 × 40 мин.',
  '- мерят с крачки и проверяват с рулетка\n- рисуват път в мащаб\n- посочват едно място и казват защо',
  'Рулетка, тебешир, собствен лист (CC BY 4.0).',
  'Питаме (40): по кой път вървиш? Събираме (40): по двойки, два пъти. Рисуваме и разказваме (40): карта за всички и писмо до кметството.',
  'Три въпроса на стената от първия ден; всяка двойка ги задава на друга.',
  'Думи с картинки. Който не може да върви дълго, държи плана и записва.',
  'Всичко е на хартия.',
  'Само по тротоара, двама възрастни, без снимки на хора.',
  'Крачките не са еднакви. Точно за това ще говорим.',
], [
  review([3, 2, 3, 3, 2], 'Целите се виждат, и всяка има свой урок.', 'Мога да го преподавам; липсва ми само листът.', 'Крачки, после рулетка: така децата сами откриват грешката.', 'Кажи колко време отнема пътят с двайсет деца. При нас е два пъти повече.'),
]);

export const greekScenario = scenario('maria-nikolaidou', 'el', [
  '**Πόση σκιά έχει η στάση;** Οι μαθητές μετρούν τη σκιά στη στάση του λεωφορείου ανά μισή ώρα.',
  'Φυσική, 12–13 ετών, 22 μαθητές, ελληνικά.',
  'Προετοιμασία: 30 λεπτά. Διδασκαλία: 3 × 45 λεπτά.',
  '- μετρούν μήκος με κοινό κανόνα\n- φτιάχνουν γράφημα με άξονα από το μηδέν\n- προτείνουν ένα σημείο για δέντρο',
  'Μετροταινία, κιμωλία, δικό μας φύλλο (CC BY 4.0).',
  'Ρωτάμε (45), συλλέγουμε (τρεις μετρήσεις των 5 λεπτών), ζωγραφίζουμε (45), λέμε στον δήμο (45).',
  'Τρεις ερωτήσεις στον τοίχο από την πρώτη μέρα.',
  'Εικόνες και χρώματα. Όποιος κουράζεται κρατά το ρολόι.',
  'Μόνο χαρτί.',
  'Από το πεζοδρόμιο, δύο ενήλικες, χωρίς φωτογραφίες ανθρώπων.',
  'Συννεφιά: τότε μετράμε μέσα, με λάμπα.',
], []);

export const portugueseScenario = scenario('marta-quintela', 'pt', [
  '**Carros em cima do passeio.** Os alunos medem quantos centímetros de passeio ficam livres ao lado de cada carro.',
  'Estudo do meio e matemática, 9–10 anos, 21 alunos, português.',
  'Preparar: 30 min. Ensinar: 3 × 45 min.',
  '- medir uma largura duas vezes\n- ordenar medidas e dizer qual é a do meio\n- escrever um pedido à junta com um número',
  'Fita métrica, giz, folha própria (CC BY 4.0).',
  'Perguntar (45): por onde passas com um carrinho? Recolher (45): caminho, seis carros por grupo, regresso. Desenhar e contar (45): faixas à escala, carta em pares.',
  'Três perguntas na parede desde o primeiro dia; cada par responde-lhes com a carta de outro par.',
  'Frases por completar. Quem anda devagar fica com os carros mais perto da escola.',
  'Tudo em papel.',
  'Só no passeio, dois adultos, nunca matrículas.',
  'Um dono pode aparecer. A professora fala, as crianças continuam a medir.',
], []);

export const unfinishedScenarios = [
  scenario('aylin-demirci', 'de', ['**Wer wohnt am lauten Ende?** Die Klasse vergleicht zwei Enden einer Straße.', 'Erdkunde, 13–14 Jahre, 26 Lernende.', '', '- zwei Orte mit demselben Blatt vergleichen'], []),
  scenario('sanna-lehtovaara', 'fi', ['**Potkukelkka vai pyörä?** Oppilaat laskevat, millä kouluun tullaan talvella.', 'Ympäristöoppi, 10–11 vuotta, 19 oppilasta.', 'Valmistelu 20 min, opetus 3 × 45 min.'], []),
  scenario('agnieszka-wrobel', 'pl', ['**Pięćdziesiąt pięć samochodów.** Dzieci liczą pojazdy przy piekarni i szukają reguły dla przypadków wątpliwych.', 'Matematyka, 10–11 lat, 24 uczniów.', 'Przygotowanie 30 min, nauka 3 × 45 min.', '- liczą według wspólnej reguły\n- rysują wykres od zera'], []),
];
