"""Units, currencies and magnitudes that may follow or precede a number, and what they mean.

Pure tables with the lookups over them; reads nothing and imports nothing of ours. Unit words of
the commonest European and Asian languages are listed so that "3 Wochen" and "3 weeks" agree.
"""

from __future__ import annotations

from decimal import Decimal


def _invert(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


TIME_UNITS = frozenset(
    {"us", "ms", "s", "minute", "hour", "day", "week", "month", "quarter", "year"}
)

# Canonical name → spellings, lower case. A space separates; two-word units are in TWO_WORDS.
UNITS = _invert(
    {
        "%": "% ％ ٪ percent pct prozent procent percento procents процентов процента",
        "‰": "‰ promille permille",
        "pp": "pp ppt ppts pps p.p. prozentpunkte prozentpunkten процентных",
        "bp": "bp bps",
        "us": "µs μs microsecond microseconds",
        "ms": "ms msec millisecond milliseconds millis millisekunden millisecondes milisegundos",
        "s": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo "
        "secondi sekunder sek 秒 초 секунд секунды",
        "minute": "min mins minute minutes minuten minuto minutos minuti minuter minut "
        "分 分钟 分鐘 분 минут минуты"
        " dakika دقيقة دقائق मिनट хвилин",
        "hour": "h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren "
        "timmar godzin 小时 小時 時間 시간 часов часа"
        " saat ساعة ساعات घंटे годин",
        "day": "d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen "
        "dagar dni 天 日 日間 일 дней дня"
        " gün يوم أيام يوما दिन днів dage dager",
        "week": "w wk wks week weeks woche wochen semaine semaines semana semanas settimana "
        "settimane weken vecka veckor tygodni tygodnie 周 週 週間 주 недель недели"
        " hafta أسبوع أسابيع सप्ताह हफ्ते тижнів uger uker",
        "month": "mo mos mth mths month months monat monate monaten mois mes meses mese mesi "
        "maand maanden mês månader miesięcy miesiące 个月 個月 か月 ヶ月 ヵ月 カ月 개월 "
        "месяцев месяца"
        " ay شهر أشهر महीने महीना місяців måneder maanden",
        "quarter": "quarter quarters quartal quartale quartalen trimestre trimestres trimestri "
        "kwartalen",
        "year": "y yr yrs year years jahr jahre jahren ans année années año años anno anni ano "
        "anos jaar jaren år lat 年 년 лет года"
        " yıl سنة سنوات साल वर्ष років",
        "x": "x × fold 倍 배",
        "B": "byte bytes",
        "kB": "kb kib",
        "MB": "mb mib",
        "GB": "gb gib",
        "TB": "tb tib",
        "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "g gram grams",
        "mg": "mg",
        "t": "t ton tons tonne tonnes tonnen",
        "km": "km kms kilometre kilometres kilometer kilometers",
        "m": "m metre metres meter meters",
        "cm": "cm",
        "mm": "mm",
        "mile": "mi mile miles",
        "l": "l litre litres liter liters",
        "ml": "ml",
        "kWh": "kwh",
        "MWh": "mwh",
        "kW": "kw",
        "MW": "mw",
        "°C": "°c ℃ celsius",
        "°": "° degree degrees",
        "rps": "rps qps tps",
        "fps": "fps",
        "cent": "cents ¢",
    }
)
TWO_WORDS = {
    "percentage points": "pp",
    "percentage point": "pp",
    "percent points": "pp",
    "puntos porcentuales": "pp",
    "points de pourcentage": "pp",
    "punti percentuali": "pp",
    "pontos percentuais": "pp",
    "basis points": "bp",
    "basis point": "bp",
    "per cent": "%",
    "pour cent": "%",
    "por ciento": "%",
    "por cento": "%",
    "per cento": "%",
    "working days": "working day",
    "business days": "working day",
    "working day": "working day",
    "business day": "working day",
    "calendar days": "day",
    "calendar weeks": "week",
    "calendar months": "month",
    "° c": "°C",
    "degrees celsius": "°C",
}
# Written without a space after the number and before the next word, so matched by prefix.
CJK_UNITS = tuple(
    sorted((word for word in UNITS if word[0] >= "\u2e80" and word != "％"), key=len, reverse=True)
)

CURRENCIES = _invert(
    {
        "EUR": "€ eur euro euros евро",
        "USD": "$ us$ usd dollar dollars dólares dólar dollari",
        "GBP": "£ gbp pound pounds quid sterling",
        "CHF": "chf francs franken sfr",
        "JPY": "¥ jpy yen 円 日元",
        "CNY": "cny rmb yuan 元 人民币",
        "INR": "₹ inr rs rs. rupee rupees",
        "BRL": "r$ brl reais",
        "CAD": "c$ ca$ CAD",
        "AUD": "a$ au$ aud",
        "HKD": "hk$ hkd",
        "SGD": "s$ sgd",
        "NZD": "nz$ nzd",
        "SEK": "SEK kronor",
        "NOK": "nok",
        "DKK": "dkk",
        "kr": "kr kroner",
        "PLN": "zł pln zloty złotych",
        "CZK": "czk kč",
        "HUF": "huf",
        "RON": "RON",
        "TRY": "₺ TRY lira",
        "RUB": "₽ RUB рублей рубля руб",
        "UAH": "₴ uah",
        "ZAR": "zar",
        "KRW": "₩ krw 원",
        "MXN": "mxn pesos",
        "ILS": "₪ ils shekel shekels",
        "AED": "aed dirham dirhams",
        "SAR": "sar riyal riyals",
        "NGN": "₦ ngn naira",
        "KES": "kes ksh",
        "THB": "฿ thb baht",
        "IDR": "idr",
        "VND": "₫ vnd",
        "PHP": "₱",
        "EGP": "egp",
    }
)
CURRENCY_SIGNS = "€$£¥₹₽₩₺₪₫₦฿₴₱"
CURRENCY_BY_SIGN = {sign: CURRENCIES[sign] for sign in CURRENCY_SIGNS}

_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(10) ** 6, Decimal(10) ** 9

# Multipliers as words; single letters are in `LETTERS`, whose case matters.
MAGNITUDES: dict[str, Decimal] = {
    **dict.fromkeys(("hundred", "hundert"), Decimal(100)),
    **dict.fromkeys(("dozen", "dutzend", "douzaine", "docena"), Decimal(12)),
    **dict.fromkeys(("thousand", "thousands", "tausend", "mil", "mille", "mila"), _THOUSAND),
    **dict.fromkeys(("tsd", "duizend", "tusen", "тыс", "тысяч", "тысячи"), _THOUSAND),
    **dict.fromkeys(("million", "millions", "millionen", "millón", "millones"), _MILLION),
    **dict.fromkeys(("mm", "mn", "mln", "mio", "milhão", "milhões", "milione"), _MILLION),
    **dict.fromkeys(("milioni", "miljoen", "miljoner", "млн", "миллион", "миллионов"), _MILLION),
    **dict.fromkeys(("billion", "billions", "bn", "mrd", "mia", "milliarde"), _BILLION),
    **dict.fromkeys(("milliarden", "milliard", "milliards", "miliardi", "млрд"), _BILLION),
    **dict.fromkeys(("trillion", "trillions", "tn"), Decimal(10) ** 12),
    **dict.fromkeys(("lakh", "lakhs", "lac"), Decimal(10) ** 5),
    **dict.fromkeys(("crore", "crores"), Decimal(10) ** 7),
}
LETTERS = {"k": _THOUSAND, "K": _THOUSAND, "M": _MILLION, "B": _BILLION}
# Read as a multiplier only beside a currency: "5 m" is metres, "£5m" is money.
MONEY_LETTERS = {"m": _MILLION, "b": _BILLION, "T": Decimal(10) ** 12, "t": Decimal(10) ** 12}
CJK_MAGNITUDES = {
    "千": _THOUSAND,
    "万": Decimal(10) ** 4,
    "萬": Decimal(10) ** 4,
    "만": Decimal(10) ** 4,
    "百万": _MILLION,
    "億": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "억": Decimal(10) ** 8,
}

# Rates: "returns a month", "€5/month", "monthly returns".
PER = frozenset(("/", "per", "a", "an", "each", "every", "pro", "par", "por", "al", "all", "op"))
ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}

# Words after a number that are not what it counts.
_NOT_NOUNS = """
    a about above according across after again against all along also although among an and any
    are around as at away back be because been before being below between beyond both but by can
    could did do does down during each either else even ever every except few fewer for from had has
    have he her here hers higher him his how however i if in inside instead into is it its itself
    just last least less like lower many may me might mine more most much must my near neither never
    next no nor not now of off on once only onto or other our ours out outside over overall own past
    per plus quite rather respectively same shall she should since so some soon still such than that
    the their theirs them then there therefore these they this those though through throughout thus
    till to today together tomorrow too toward towards under unless until up upon us versus very via
    vs was we were what when where whereas which while who whom whose why will with within without
    worse would yesterday yet you your
    bei bis das dem den der des die durch ein eine einem einen einer für im in ist mit nach oder pro
    sind um und von vor wir zu zum zur auf aus
    al con de del el en es la las los o para por que se sin son un una y
    au aux avec ce ces dans du et est le les ou par pas pour qui sans sont sur une à
    che da di e il lo gli nel per più sono uno
    em na no nas nos os ao das dos um uma
    het van en een voor met op
    """
NOT_NOUNS = frozenset(_NOT_NOUNS.split())


def unit_of(word: str) -> str | None:
    """Canonical unit or ISO currency of a word or sign, or None. Case decides for few codes."""
    lower = word.lower()
    if lower in UNITS:
        return UNITS[lower]
    return CURRENCIES.get(lower) or CURRENCIES.get(word)


def is_currency(unit: str | None) -> bool:
    """Whether a canonical unit is a currency (an ISO 4217 code, or "kr")."""
    return unit is not None and ((len(unit) == 3 and unit.isupper()) or unit == "kr")
