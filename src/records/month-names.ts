/**
 * Short month names of the locales that journalctl and rsyslog were seen to print with (`strftime("%b")` of glibc's
 * locale data), January first; spellings of one month that changed between glibc releases stand with a slash.
 */
const NAMES: Readonly<Record<string, string>> = {
  en: 'jan feb mar apr may jun jul aug sep/sept oct nov dec',
  cs: 'led úno bře dub kvě čen čec srp zář říj lis pro',
  sk: 'jan feb mar apr máj jún júl aug sep okt nov dec',
  de: 'jan/jän feb mär/mrz apr mai jun jul aug sep okt nov dez',
  fr: 'jan/janv fév/févr mar/mars avr/avril mai jun/juin jui/juil aoû/août sep/sept oct nov déc',
  es: 'ene feb mar abr may jun jul ago sep/sept oct nov dic',
  pt: 'jan fev mar abr mai jun jul ago set out nov dez',
  it: 'gen feb mar apr mag giu lug ago set ott nov dic',
  nl: 'jan feb mrt apr mei jun jul aug sep okt nov dec',
  pl: 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
  ru: 'янв фев мар апр май/мая июн/июня июл/июля авг сен окт ноя дек',
  uk: 'січ лют бер кві тра чер лип сер вер жов лис гру',
  sv: 'jan feb mar/mars apr/april maj jun/juni jul/juli aug sep okt nov dec',
  da: 'jan feb mar apr maj jun jul aug sep okt nov dec/des',
  fi: 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
  tr: 'oca şub mar nis may haz tem ağu eyl eki kas ara',
  hu: 'jan febr márc ápr máj jún júl aug szept okt nov dec',
};

/** Name in lower case → 1…12. No name means two months in the locales above; a test proves it. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  Object.values(NAMES).flatMap((names) =>
    names
      .split(' ')
      .flatMap((name, index) => name.split('/').map((spelling): [string, number] => [spelling, index + 1])),
  ),
);

const NUMBERED = /^(\d{1,2})[月월]$/;

/** Month number of `Nov`, `déc.`, `ноя` or `11月`; `undefined` when the word is no month. */
export function readMonth(word: string): number | undefined {
  const numbered = NUMBERED.exec(word);
  if (numbered !== null) {
    const month = Number(numbered[1]);
    return month >= 1 && month <= 12 ? month : undefined;
  }
  return MONTHS.get((word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase());
}

/** All locales' names, for the test that proves them free of conflicts. */
export const MONTH_NAMES_BY_LOCALE = NAMES;
