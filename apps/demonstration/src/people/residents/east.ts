import { residents } from '../demonstration.person';

export const greece = residents('GR', 'el', 'Europe/Athens', [
  { key: 'eleni-papadaki', displayName: 'Ελένη Παπαδάκη', certificateName: 'Ελένη Παπαδάκη', reads: ['el', 'en'], school: 'Δημοτικό Σχολείο Κάτω Πλατάνου', level: 'primary', subjects: ['mathematics', 'science'] },
  { key: 'nikos-vlachopoulos', displayName: 'Νίκος Βλαχόπουλος', certificateName: 'Νικόλαος Βλαχόπουλος', reads: ['el', 'en', 'fr'], school: 'Γυμνάσιο Αγίας Βαρβάρας Λόφου', level: 'secondary', subjects: ['computing'] },
  { key: 'maria-nikolaidou', displayName: 'Μαρία Ν.', certificateName: 'Μαρία Νικολαΐδου-Ξανθοπούλου', reads: ['el'], school: 'Δημοτικό Σχολείο Παλιού Λιμανιού', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'stavros-kontogiannis', displayName: 'Σταύρος Κοντογιάννης', certificateName: 'Σταύρος Κοντογιάννης', reads: ['el', 'en'], school: 'Γυμνάσιο Τριών Ελιών', level: 'secondary', subjects: ['geography', 'history'] },
  { key: 'danai-themeli', displayName: 'Danai Themeli', certificateName: 'Δανάη Θεμελή', reads: ['el', 'en', 'it'], school: 'Δημοτικό Σχολείο Άνω Μύλου', level: 'primary', subjects: ['art', 'language'] },
]);

export const bulgaria = residents('BG', 'bg', 'Europe/Sofia', [
  { key: 'desislava-georgieva', displayName: 'Десислава Георгиева', certificateName: 'Десислава Петрова Георгиева', reads: ['bg', 'en'], school: 'Основно училище „Старият чинар“', level: 'secondary', subjects: ['geography', 'citizenship'] },
  { key: 'plamen-stoyanov', displayName: 'Пламен Стоянов', certificateName: 'Пламен Иванов Стоянов', reads: ['bg', 'en', 'de'], school: 'Средно училище „Бели извор“', level: 'upper-secondary', subjects: ['mathematics', 'computing'] },
  { key: 'radka-yordanova', displayName: 'Радка Йорданова', certificateName: 'Радка Йорданова', reads: ['bg'], school: 'Начално училище „Три липи“', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'kaloyan-mihaylov', displayName: 'Kaloyan Mihaylov', certificateName: 'Калоян Михайлов', reads: ['bg', 'en'], school: 'Основно училище „Зелена махала“', level: 'secondary', subjects: ['technology', 'science'] },
  { key: 'zhivka-atanasova', displayName: 'Живка Атанасова', certificateName: 'Живка Атанасова-Кръстева', reads: ['bg', 'el'], school: 'Основно училище „Горна чешма“', level: 'primary', subjects: ['mathematics'] },
]);

export const romania = residents('RO', 'ro', 'Europe/Bucharest', [
  { key: 'ioana-muresan', displayName: 'Ioana Mureșan', certificateName: 'Ioana Elena Mureșan', reads: ['ro', 'en', 'fr'], school: 'Școala Gimnazială Dealul Viilor', level: 'secondary', subjects: ['mathematics'] },
  { key: 'stefan-balan', displayName: 'Ștefan Bălan', certificateName: 'Ștefan Bălan', reads: ['ro', 'en'], school: 'Școala Gimnazială Podul Vechi', level: 'secondary', subjects: ['technology', 'computing'] },
  { key: 'ildiko-szabo', displayName: 'Ildikó Szabó', certificateName: 'Szabó Ildikó', reads: ['hu', 'ro', 'en'], school: 'Școala Gimnazială Valea cu Nuci', level: 'primary', subjects: ['language', 'inclusion'] },
  { key: 'mirela-tudose', displayName: 'Mirela Tudose', certificateName: 'Mirela Tudose', reads: ['ro', 'it'], school: 'Școala Primară Câmpul Înalt', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'razvan-ciobanu', displayName: 'Răzvan C.', certificateName: 'Răzvan Ciobanu', reads: ['ro', 'en'], school: 'Liceul Teoretic Strada Lungă', level: 'upper-secondary', subjects: ['geography', 'economics'] },
]);

/** Georgia is no member of the EU: its teachers use the Academy in English, and print their names as they are written at home. */
export const georgia = residents('GE', 'en', 'Asia/Tbilisi', [
  { key: 'nino-kavtaradze', displayName: 'Nino Kavtaradze', certificateName: 'ნინო ქავთარაძე', reads: ['ka', 'en'], school: 'Public School of Upper Vineyards', level: 'secondary', subjects: ['science', 'geography'] },
  { key: 'giorgi-lomidze', displayName: 'Giorgi Lomidze', certificateName: 'გიორგი ლომიძე', reads: ['ka', 'en'], school: 'Public School of the Old Bridge', level: 'secondary', subjects: ['computing'] },
  { key: 'tamar-beridze', displayName: 'თამარ ბერიძე', certificateName: 'თამარ ბერიძე', reads: ['ka', 'en', 'de'], school: 'Riverside Primary School', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'levan-gelashvili', displayName: 'Levan Gelashvili', certificateName: 'ლევან გელაშვილი', reads: ['ka', 'en'], school: 'Public School of the Lower Mill', level: 'primary', subjects: ['mathematics'] },
  { key: 'salome-tsereteli', displayName: 'Salome Tsereteli', certificateName: 'სალომე წერეთელი', reads: ['ka', 'en', 'fr'], school: 'Public School of the Walnut Garden', level: 'secondary', subjects: ['language', 'art'] },
]);
