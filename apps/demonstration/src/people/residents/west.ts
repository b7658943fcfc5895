import { residents } from '../demonstration.person';

export const portugal = residents('PT', 'pt', 'Europe/Lisbon', [
  { key: 'ines-carvalho', displayName: 'Inês Carvalho', certificateName: 'Inês Maria Duarte Carvalho', reads: ['pt', 'en', 'es'], school: 'Escola Básica da Ribeira Velha', level: 'primary', subjects: ['mathematics', 'science'] },
  { key: 'rui-tavares', displayName: 'Rui Tavares', certificateName: 'Rui Miguel Tavares', reads: ['pt', 'en'], school: 'Escola Secundária do Outeiro Alto', level: 'secondary', subjects: ['geography'] },
  { key: 'beatriz-nogueira', displayName: 'Beatriz Nogueira', certificateName: 'Beatriz Nogueira da Silva', reads: ['pt', 'fr'], school: 'Escola Básica do Vale das Figueiras', level: 'secondary', subjects: ['language', 'citizenship'] },
  { key: 'goncalo-medeiros', displayName: 'Gonçalo Medeiros', certificateName: 'Gonçalo Medeiros', reads: ['pt', 'en'], school: 'Escola Básica da Lomba do Mar', level: 'secondary', subjects: ['science'], timeZone: 'Atlantic/Azores' },
  { key: 'marta-quintela', displayName: 'Marta Q.', certificateName: 'Marta Sofia Quintela', reads: ['pt', 'en', 'es'], school: 'Escola Básica dos Três Moinhos', level: 'primary', subjects: ['cross-curricular'] },
]);

export const spain = residents('ES', 'es', 'Europe/Madrid', [
  { key: 'lucia-ferrer', displayName: 'Lucía Ferrer', certificateName: 'Lucía Ferrer Olmedo', reads: ['es', 'en'], school: 'CEIP La Alameda Nueva', level: 'primary', subjects: ['science', 'mathematics'] },
  { key: 'andreu-pujol', displayName: 'Andreu Pujol', certificateName: 'Andreu Pujol i Serra', reads: ['es', 'en', 'fr'], school: 'Institut Font del Roure', level: 'secondary', subjects: ['technology', 'computing'] },
  { key: 'nerea-etxeberria', displayName: 'Nerea Etxeberria', certificateName: 'Nerea Etxeberria Lasa', reads: ['es', 'en'], school: 'Iturbide Eskola', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'tomas-calero', displayName: 'Tomás Calero', certificateName: 'Tomás Calero Santana', reads: ['es'], school: 'IES Barranco Hondo de Arriba', level: 'secondary', subjects: ['geography', 'history'], timeZone: 'Atlantic/Canary' },
  { key: 'rocio-benitez', displayName: 'Rocío Benítez', certificateName: 'María del Rocío Benítez Luna', reads: ['es', 'pt'], school: 'CEIP Las Cuatro Veletas', level: 'primary', subjects: ['mathematics'] },
]);

export const france = residents('FR', 'fr', 'Europe/Paris', [
  { key: 'camille-lefort', displayName: 'Camille Lefort', certificateName: 'Camille Lefort', reads: ['fr', 'en'], school: 'Collège des Trois-Ponts', level: 'secondary', subjects: ['mathematics'] },
  { key: 'yanis-belkacem', displayName: 'Yanis Belkacem', certificateName: 'Yanis Belkacem', reads: ['fr', 'en', 'es'], school: 'École élémentaire du Petit-Quai', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'solene-kermarec', displayName: 'Solène Kermarec', certificateName: 'Solène Kermarec', reads: ['fr', 'en'], school: 'Collège de la Pointe-aux-Genêts', level: 'secondary', subjects: ['science'] },
  { key: 'herve-mazaud', displayName: 'Hervé Mazaud', certificateName: 'Hervé Mazaud', reads: ['fr'], school: 'École des Vieux-Tilleuls', level: 'primary', subjects: ['geography', 'physical-education'] },
  { key: 'awa-diarra', displayName: 'Awa Diarra', certificateName: 'Awa Diarra-Collin', reads: ['fr', 'en', 'de'], school: 'Collège du Faubourg-Saint-Luc', level: 'secondary', subjects: ['language', 'inclusion'] },
]);

export const ireland = residents('IE', 'en', 'Europe/Dublin', [
  { key: 'aoife-brennan', displayName: 'Aoife Brennan', certificateName: 'Aoife Brennan', reads: ['en', 'ga'], school: 'Scoil Naomh Breacáin', level: 'primary', subjects: ['cross-curricular'] },
  { key: 'ciaran-o-dea', displayName: 'Ciarán Ó Deá', certificateName: 'Ciarán Ó Deá', reads: ['en', 'ga', 'fr'], school: 'Gaelscoil Ghleann na Coille', level: 'primary', subjects: ['mathematics', 'language'] },
  { key: 'niamh-keogh', displayName: 'Niamh Keogh', certificateName: 'Niamh Keogh', reads: ['en'], school: 'Millbrook Community College', level: 'secondary', subjects: ['geography', 'science'] },
  { key: 'padraig-mulhern', displayName: 'Pádraig Mulhern', certificateName: 'Pádraig Mulhern', reads: ['en', 'de'], school: 'Carrowbeg National School', level: 'primary', subjects: ['science'] },
  { key: 'grace-adeyemi', displayName: 'Grace Adeyemi', certificateName: 'Grace Oluwaseun Adeyemi', reads: ['en', 'fr'], school: 'St Alban’s Road Educate Together', level: 'primary', subjects: ['inclusion', 'mathematics'] },
]);
