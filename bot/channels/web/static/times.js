/* Times as the company's clock shows them.
   The device's own clock is never asked: it may be wrong, and the demo's clock is moved by hand. */

const LOCALES = { zh: "zh-CN", en: "en-GB" };

export class Times {
  /* zone: IANA name; words: "page-today" and "page-yesterday". */
  constructor(zone, language, words) {
    const locale = LOCALES[language] ?? LOCALES.en;
    const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: known(zone), ...options });
    this.words = words;
    this.hourMinute = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const date = { weekday: "short", month: "long", day: "numeric" };
    this.date = format(date);
    this.yearToo = format({ year: "numeric", ...date });
    // en-CA writes 2024-05-01, which sorts and parses.
    this.iso = new Intl.DateTimeFormat("en-CA", { timeZone: known(zone), year: "numeric", month: "2-digit", day: "2-digit" });
  }

  /* "09:35" */
  clock(at) {
    return this.hourMinute.format(at);
  }

  /* "2024-05-01": equal for two moments of one day. */
  day(at) {
    return this.iso.format(at);
  }

  /* "Today", "Yesterday", "5月1日周三", with the year once it is another one. */
  dayWords(at, now) {
    const day = this.day(at);
    const today = this.day(now);
    const apart = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
    if (apart === 0) return this.words["page-today"];
    if (apart === 1) return this.words["page-yesterday"];
    return (day.slice(0, 4) === today.slice(0, 4) ? this.date : this.yearToo).format(at);
  }
}

/* An old browser may not know the zone; the device's own is better than no page. */
function known(zone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone || undefined;
  } catch {
    return undefined;
  }
}
