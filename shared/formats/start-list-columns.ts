/** What a cell of a start list can say. `first` and `last` make a name together. */
export type Column =
  | 'bib'
  | 'name'
  | 'first'
  | 'last'
  | 'shortName'
  | 'country'
  | 'club'
  | 'crew'
  | 'lane'
  | 'grid'
  | 'heat'
  | 'category'
  | 'wave'
  | 'tag'
  | 'seed'
  | 'offset'
  | 'role'
  /** A column that start lists have and we take nothing of: it says nothing about a race, and much about a person. */
  | 'ignored';

/** Headings of start lists in English, Norwegian, Swedish, Danish, German, French, Dutch, Spanish, Italian, Finnish. */
const HEADINGS: Readonly<Record<Column, string>> = {
  bib: 'bib|bib no|bibno|bib number|no|nr|no.|nr.|num|number|race no|race number|start no|startno|startnr|start number|startnummer|startnum|dossard|dorsal|pettorale|pett|numero|kilpailunumero|car|car no|rugnummer|brystnummer|nummer|#',
  name: 'name|full name|athlete|competitor|runner|swimmer|rider|driver|participant|entrant|navn|namn|nom complet|nom et prenom|nimi|athlet|teilnehmer|nombre completo|atleta|crew name|team name',
  first:
    'first|first name|firstname|given|given name|forename|fornavn|fornamn|vorname|prenom|voornaam|nombre|nome|etunimi',
  last: 'last|last name|lastname|surname|family|family name|etternavn|efternavn|efternamn|nachname|nom|nom de famille|achternaam|apellido|apellidos|cognome|sukunimi',
  shortName: 'short|short name|shortname|code|abbr|abbreviation|kortnavn|initials',
  country:
    'country|nat|nation|nationality|noc|nationalitet|land|pays|pais|paese|nazione|maa|cc|ctry|country code',
  club: 'club|team|klubb|klub|verein|societe|societa|association|vereniging|seura|club/team|forening|affiliation|school|squadra|equipo|lag|mannschaft|equipe',
  crew: 'crew|members|crew members|athletes|besetning|mannskap|besatzung|equipage',
  lane: 'lane|ln|bane|bana|bahn|couloir|baan|calle|corsia|rata|line|ligne d eau|station',
  grid: 'grid|grid position|pole|startplatz|startposisjon|griglia',
  heat: 'heat|heat no|ht|forsok|heat nr|lauf|serie|serie no|serie nr|vorlauf|manche|batteria|era|race',
  category:
    'category|cat|cat.|class|klass|klasse|kategori|kategorie|categorie|categoria|division|age group|agegroup|ag|sarja|aldersklasse',
  wave: 'wave|start group|startgroup|pulje|startgruppe|startblock|block|vague|sas|corral|ola|startgrupp',
  tag: 'tag|chip|chip no|chip number|chipcode|transponder|epc|rfid|brikke|emit|puce|tag id|chip id|emitag',
  seed: 'seed|seed time|seedtime|sb|season best|pb|best|best time|entry time|qualifying time|qt|meldezeit|anmeldt tid|kvaltid|temps|temps d engagement|tempo|sb/pb|bestzeit|perf|performance',
  offset:
    'offset|starts after|start after|start offset|start time|starttime|starttid|startzeit|heure de depart|start',
  role: 'role|pacemaker|pace|rabbit|hare|fartholder',
  ignored:
    'yob|year|year of birth|birth year|born|dob|date of birth|birthdate|birthday|fodt|fodselsdato|jahrgang|jg|annee|date de naissance|sex|gender|kjonn|geschlecht|sexe|age|alder|alter|email|e-mail|phone|telefon|tel|mobile|address|adresse|license|licence|lisens|uci id|federation id',
};

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  Object.entries(HEADINGS).flatMap(([column, headings]) =>
    headings.split('|').map((heading) => [heading, column as Column] as const),
  ),
);

/** The column that a heading names; null for words that head no column we know. */
export function columnOf(heading: string): Column | null {
  const plain = heading
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_'’]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[:*]$/, '')
    .trim();
  return BY_HEADING.get(plain) ?? BY_HEADING.get(plain.replace(/\.$/, '')) ?? null;
}
