import { residents } from '../demonstration.person';

export const germany = residents('DE', 'de', 'Europe/Berlin', [
  { key: 'katharina-weiss', displayName: 'Katharina Weiß', certificateName: 'Dr. Katharina Weiß', reads: ['de', 'en'], school: 'Gesamtschule am Mühlbach', level: 'secondary', subjects: ['mathematics', 'science'] },
  { key: 'jonas-hollerbach', displayName: 'Jonas Hollerbach', certificateName: 'Jonas Hollerbach', reads: ['de', 'en'], school: 'Grundschule Lindenhain', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'aylin-demirci', displayName: 'Aylin Demirci', certificateName: 'Aylin Demirci', reads: ['de', 'en', 'fr'], school: 'Realschule Hafenstraße Nord', level: 'secondary', subjects: ['geography', 'citizenship'] },
  { key: 'friederike-von-der-aue', displayName: 'Friederike v. d. Aue', certificateName: 'Friederike von der Aue', reads: ['de'], school: 'Gymnasium Schwalbenthal', level: 'upper-secondary', subjects: ['geography'] },
  { key: 'torben-jessen', displayName: 'Torben Jessen', certificateName: 'Torben Jessen', reads: ['de', 'da', 'en'], school: 'Gemeinschaftsschule Deichreihe', level: 'secondary', subjects: ['technology'] },
]);

export const italy = residents('IT', 'it', 'Europe/Rome', [
  { key: 'giulia-santoro', displayName: 'Giulia Santoro', certificateName: 'Giulia Santoro', reads: ['it', 'en'], school: 'Scuola media Il Gelso', level: 'secondary', subjects: ['mathematics', 'science'] },
  { key: 'pietro-zanella', displayName: 'Pietro Zanella', certificateName: 'Pietro Zanella', reads: ['it', 'de'], school: 'Scuola primaria Ponte dei Salici', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'chiara-lo-presti', displayName: 'Chiara Lo Presti', certificateName: 'Chiara Lo Presti', reads: ['it', 'en', 'fr'], school: 'Istituto comprensivo Marina Grande', level: 'secondary', subjects: ['technology', 'art'] },
  { key: 'matteo-galvani', displayName: 'Matteo G.', certificateName: 'Matteo Galvani', reads: ['it', 'en'], school: 'Scuola media Colle Sereno', level: 'secondary', subjects: ['geography'] },
  { key: 'elisabetta-puddu', displayName: 'Elisabetta Puddu', certificateName: 'Maria Elisabetta Puddu', reads: ['it', 'es'], school: 'Scuola primaria Sa Mola', level: 'primary', subjects: ['science', 'health'] },
]);

export const poland = residents('PL', 'pl', 'Europe/Warsaw', [
  { key: 'agnieszka-wrobel', displayName: 'Agnieszka Wróbel', certificateName: 'Agnieszka Wróbel', reads: ['pl', 'en'], school: 'Szkoła Podstawowa przy Starym Młynie', level: 'primary', subjects: ['mathematics'] },
  { key: 'lukasz-zielonka', displayName: 'Łukasz Zielonka', certificateName: 'Łukasz Zielonka', reads: ['pl', 'en', 'de'], school: 'Szkoła Podstawowa Zielone Wzgórze', level: 'secondary', subjects: ['computing', 'technology'] },
  { key: 'malgorzata-swierk', displayName: 'Małgorzata Świerk', certificateName: 'Małgorzata Anna Świerk', reads: ['pl'], school: 'Szkoła Podstawowa nad Jeziorem', level: 'primary', subjects: ['science', 'geography'] },
  { key: 'kinga-brzezicka', displayName: 'Kinga Brzezicka', certificateName: 'Kinga Brzezicka-Nowak', reads: ['pl', 'en', 'cs'], school: 'Liceum Ogólnokształcące Trzy Topole', level: 'upper-secondary', subjects: ['citizenship', 'history'] },
  { key: 'piotr-gasior', displayName: 'Piotr Gąsior', certificateName: 'Piotr Gąsior', reads: ['pl', 'en'], school: 'Szkoła Podstawowa Polna Droga', level: 'primary', subjects: ['physical-education', 'health'] },
]);

export const finland = residents('FI', 'fi', 'Europe/Helsinki', [
  { key: 'sanna-lehtovaara', displayName: 'Sanna Lehtovaara', certificateName: 'Sanna Lehtovaara', reads: ['fi', 'en', 'sv'], school: 'Koivurannan koulu', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'mikko-ahonen', displayName: 'Mikko Ahonen', certificateName: 'Mikko Juhani Ahonen', reads: ['fi', 'en'], school: 'Kiviharjun yläaste', level: 'secondary', subjects: ['mathematics', 'computing'] },
  { key: 'linnea-sjoholm', displayName: 'Linnea Sjöholm', certificateName: 'Linnea Sjöholm', reads: ['sv', 'fi', 'en'], school: 'Strandängens skola', level: 'primary', subjects: ['language', 'inclusion'] },
  { key: 'outi-karkkainen', displayName: 'Outi Kärkkäinen', certificateName: 'Outi Kärkkäinen', reads: ['fi', 'en'], school: 'Hakamäen koulu', level: 'secondary', subjects: ['geography', 'science'] },
  { key: 'eero-valjakka', displayName: 'Eero V.', certificateName: 'Eero Valjakka', reads: ['fi'], school: 'Suopellon koulu', level: 'primary', subjects: ['technology'] },
]);
