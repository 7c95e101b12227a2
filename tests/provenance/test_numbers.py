"""The number reader, notation by notation: what is a figure, what it is worth, what is none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from briefstar.provenance import Date, find_numbers

# text → what is read, as "text = value unit", separated by " | "; nothing for no figure.
FIGURES = """
2.4M                                ~ 2.4M = 2400000
1,800                               ~ 1,800 = 1800
1.8 %                               ~ 1.8 % = 1.8 %
1,8 %                               ~ 1,8 % = 1.8 %
€31                                 ~ €31 = 31 EUR
31 €                                ~ 31 € = 31 EUR
31 euros a return                   ~ 31 euros = 31 EUR
$1.2bn                              ~ $1.2bn = 1200000000 USD
US$ 40                              ~ US$ 40 = 40 USD
£5m                                 ~ £5m = 5000000 GBP
£2.5 m                              ~ £2.5 m = 2500000 GBP
CHF 1'800                           ~ CHF 1'800 = 1800 CHF
1’800.50                            ~ 1’800.50 = 1800.5
EUR31                               ~ EUR31 = 31 EUR
USD 1.2bn                           ~ USD 1.2bn = 1200000000 USD
R$ 500                              ~ R$ 500 = 500 BRL
Rs. 500                             ~ Rs. 500 = 500 INR
₹12,34,567                          ~ ₹12,34,567 = 1234567 INR
5 lakh                              ~ 5 lakh = 500000
2 crore rupees                      ~ 2 crore rupees = 20000000 INR
500 kr                              ~ 500 kr = 500 kr
2.4M€                               ~ 2.4M€ = 2400000 EUR
31 k€                               ~ 31 k€ = 31000 EUR
5 Mio. €                            ~ 5 Mio. € = 5000000 EUR
3 Mrd. Euro                         ~ 3 Mrd. Euro = 3000000000 EUR
2,5 Millionen Nutzer                ~ 2,5 Millionen = 2500000
3 millions d'euros                  ~ 3 millions = 3000000
42k                                 ~ 42k = 42000
42K users                           ~ 42K = 42000
$42 k                               ~ $42 k = 42000 USD
1.5B events                         ~ 1.5B = 1500000000
3 million                           ~ 3 million = 3000000
3.2 million euros                   ~ 3.2 million euros = 3200000 EUR
5m users                            ~ 5m = 5000000
5m                                  ~ 5m = 5 m
12 thousand                         ~ 12 thousand = 12000
3 hundred                           ~ 3 hundred = 300
2 dozen                             ~ 2 dozen = 24
1 800                               ~ 1 800 = 1800
12\u202f500 clients                 ~ 12\u202f500 = 12500
1\u00a0800\u00a0000                 ~ 1\u00a0800\u00a0000 = 1800000
1'800                               ~ 1'800 = 1800
1.800.000                           ~ 1.800.000 = 1800000
1.800.000,50 €                      ~ 1.800.000,50 € = 1800000.5 EUR
1,234,567.89                        ~ 1,234,567.89 = 1234567.89
12,34,567                           ~ 12,34,567 = 1234567
1.800 €                             ~ 1.800 € = 1800 EUR
0.750                               ~ 0.750 = 0.75
0,125                               ~ 0,125 = 0.125
3.14159                             ~ 3.14159 = 3.14159
.5                                  ~ .5 = 0.5
12,50 €                             ~ 12,50 € = 12.5 EUR
1e6 rows                            ~ 1e6 = 1000000
½                                   ~ ½ = 0.5
1½ hours                            ~ 1½ hours = 1.5 hour
2 ¼                                 ~ 2 ¼ = 2.25
２０％                              ~ ２０％ = 20 %
٢٠٪                                 ~ ٢٠٪ = 20 %
५० users                            ~ ५० = 50
20 percent                          ~ 20 percent = 20 %
20 per cent                         ~ 20 per cent = 20 %
20 Prozent                          ~ 20 Prozent = 20 %
20 pour cent                        ~ 20 pour cent = 20 %
20 por ciento                       ~ 20 por ciento = 20 %
20 pct                              ~ 20 pct = 20 %
3 pp                                ~ 3 pp = 3 pp
3 percentage points                 ~ 3 percentage points = 3 pp
25 bps                              ~ 25 bps = 25 bp
40 basis points                     ~ 40 basis points = 40 bp
5‰                                  ~ 5‰ = 5 ‰
100%                                ~ 100% = 100 %
99.95 %                             ~ 99.95 % = 99.95 %
-5%                                 ~ -5% = -5 %
+3 pp                               ~ +3 pp = 3 pp
a drop of −5 points                 ~ −5 = -5
(2.5%)                              ~ 2.5% = 2.5 %
~40%                                ~ 40% = 40 %
<200ms                              ~ 200ms = 200 ms
≥ 90 %                              ~ 90 % = 90 %
200 ms                              ~ 200 ms = 200 ms
200 milliseconds                    ~ 200 milliseconds = 200 ms
1.5s                                ~ 1.5s = 1.5 s
30 sec                              ~ 30 sec = 30 s
10-minute                           ~ 10-minute = 10 minute
10 minutes                          ~ 10 minutes = 10 minute
10 min.                             ~ 10 min = 10 minute
24h                                 ~ 24h = 24 hour
48 hours                            ~ 48 hours = 48 hour
30-day                              ~ 30-day = 30 day
7d                                  ~ 7d = 7 day
5 working days                      ~ 5 working days = 5 working day
6 weeks                             ~ 6 weeks = 6 week
6 Wochen                            ~ 6 Wochen = 6 week
6 semaines                          ~ 6 semaines = 6 week
6 semanas                           ~ 6 semanas = 6 week
3 settimane                         ~ 3 settimane = 3 week
3 weken                             ~ 3 weken = 3 week
18 months                           ~ 18 months = 18 month
2 quarters                          ~ 2 quarters = 2 quarter
5 years                             ~ 5 years = 5 year
12 недель                           ~ 12 недель = 12 week
30天                                ~ 30天 = 30 day
约30天内                            ~ 30天 = 30 day
3.5万円                             ~ 3.5万円 = 35000 JPY
3か月                               ~ 3か月 = 3 month
20%提高                             ~ 20% = 20 %
3x                                  ~ 3x = 3 x
10× faster                          ~ 10× = 10 x
x2                                  ~ x2 = 2 x
5 GB                                ~ 5 GB = 5 GB
30 °C                               ~ 30 °C = 30 °C
12 kWh                              ~ 12 kWh = 12 kWh
3 to 5 weeks                        ~ 3 = 3 week | 5 weeks = 5 week
3–5%                                ~ 3 = 3 % | 5% = 5 %
3-5 days                            ~ 3 = 3 day | 5 days = 5 day
between 3 and 5 weeks               ~ 3 = 3 week | 5 weeks = 5 week
two or three weeks                  ~ two = 2 week | three weeks = 3 week
one to two weeks                    ~ one = 1 week | two weeks = 2 week
3 bis 5 Wochen                      ~ 3 = 3 week | 5 Wochen = 5 week
de 4,2 à 3,1 %                      ~ 4,2 = 4.2 % | 3,1 % = 3.1 %
from 4.2 to 3.1 percent             ~ 4.2 = 4.2 % | 3.1 percent = 3.1 %
€2-3M                               ~ €2 = 2000000 EUR | 3M = 3000000 EUR
10-20k users                        ~ 10 = 10000 | 20k = 20000
from 500 to 2k                      ~ 500 = 500 | 2k = 2000
€3 to 5                             ~ €3 = 3 EUR | 5 = 5 EUR
4.2% → 5%                           ~ 4.2% = 4.2 % | 5% = 5 %
options 1,2,3                       ~ 1 = 1 | 2 = 2 | 3 = 3
3, 5 and 7 teams                    ~ 3 = 3 | 5 = 5 | 7 = 7
a 50/50 split                       ~ 50 = 50 | 50 = 50
4 out of 5                          ~ 4 = 4 | 5 = 5
top-5                               ~ 5 = 5
top 10                              ~ 10 = 10
Top 10                              ~ 10 = 10
Top-10 results                      ~ 10 = 10
precision@10                        ~ 10 = 10
recall@50 of 0.8                    ~ 50 = 50 | 0.8 = 0.8
under-18                            ~ 18 = 18
the under-18s                       ~ 18 = 18
n=400                               ~ 400 = 400
by20%                               ~ 20% = 20 %
the 15th                            ~ 15th = 15 ordinal
zero                                ~ zero = 0
seven                               ~ seven = 7
twelve teams                        ~ twelve = 12
nineteen                            ~ nineteen = 19
twenty                              ~ twenty = 20
twenty-five                         ~ twenty-five = 25
Twenty five percent                 ~ Twenty five percent = 25 %
ninety-nine                         ~ ninety-nine = 99
one hundred                         ~ one hundred = 100
a hundred                           ~ a hundred = 100
two hundred and five                ~ two hundred and five = 205
three thousand two hundred          ~ three thousand two hundred = 3200
five million                        ~ five million = 5000000
half a million                      ~ half a million = 500000
a dozen                             ~ a dozen = 12
half a dozen                        ~ half a dozen = 6
two dozen                           ~ two dozen = 24
ten percent                         ~ ten percent = 10 %
two-week                            ~ two-week = 2 week
one week                            ~ one week = 1 week
one percent                         ~ one percent = 1 %
one-month                           ~ one-month = 1 month
one and a half years                ~ one and a half years = 1.5 year
one euro                            ~ one euro = 1 EUR
half of the users                   ~ half = 0.5
half the users                      ~ half = 0.5
cut it in half                      ~ half = 0.5
reduce it by half                   ~ half = 0.5
halve the wait                      ~ halve = 0.5
half a day                          ~ half a day = 0.5 day
half an hour                        ~ half an hour = 0.5 hour
a third of the users                ~ a third = 0.333333
two thirds                          ~ two thirds = 0.666667
a quarter of sellers                ~ a quarter = 0.25
grow by a quarter                   ~ a quarter = 0.25
three quarters of them              ~ three quarters = 0.75
three quarters                      ~ three quarters = 3 quarter
double the conversion               ~ double = 2 x
to double revenue                   ~ double = 2 x
sales doubled                       ~ doubled = 2 x
twice as fast                       ~ twice = 2 x
triple our output                   ~ triple = 3 x
tenfold                             ~ tenfold = 10 x
drei Wochen                         ~ drei Wochen = 3 week
trois mois                          ~ trois mois = 3 month
dos semanas                         ~ dos semanas = 2 week
due settimane                       ~ due settimane = 2 week
1. 5 teams                          ~ 5 = 5
| 3 | 4.5% |                        ~ 3 = 3 | 4.5% = 4.5 %
```python x = 42```                 ~ 42 = 42
"""

NONE = """
p95
p99 and p50 latency
the 95th percentile
Q3
Q1–Q4
H1
F1
R2
T4
an A/B test
top-k
precision@k
Layer2
GPT-4
GPT4o-mini
Llama-3.1-8B
Qwen2.5-1.5B
ISO 27001
ISO/IEC 27001:2022
COVID-19
B2B
B2C and C2C
24/7
M365
Microsoft 365
S3
EC2
HTTP 404
RFC 2119
GDPR Article 22(1)
§ 22
Windows 11
Python 3.11
SOC 2
v2.1.3
version 2.1.3
2.1.3
192.168.0.1
3D
2FA
5G
SHA-256
UTF-8
data_2026.csv
https://example.com/a/2026/03?x=5
[the plan](docs/v2/30-days.md)
mail me at ana42@example.com
+49 30 1234567
issue #12
the #1 reason
1. Do it
2) Do it
(3) Do it
- 3. foo
> 4. quoted
**5.** bold
## 1. Scope
2.3.1 Scope
one of the teams
each one
no one knows
one-off
first and second
third-party
the third party
a third party
a quarter
in a quarter
next quarter
a couple of weeks
dozens of users
thousands of users
once a week
double-check
think twice
two-factor authentication
a two-sided marketplace
zero-shot
zero-day exploits
the zero-result rate
gpt-4
TLS 1.3
one-click
second half
halfway
the bank of tennis
often tense
twosome
the due date
sixteenth
lone sevenish
type 2 diabetes
"""

DATES = {
    "March 2026": Date(2026, 3),
    "Mar. 2026": Date(2026, 3),
    "März 2026": Date(2026, 3),
    "marzo de 2026": Date(2026, 3),
    "2026-03-01": Date(2026, 3, 1),
    "2026-03": Date(2026, 3),
    "2026/03/01": Date(2026, 3, 1),
    "01.03.2026": Date(2026, 3, 1),
    "1/3/2026": Date(2026, 3, 1),
    "3/25/2026": Date(2026, 3, 25),
    "03/2026": Date(2026, 3),
    "1 March 2026": Date(2026, 3, 1),
    "1st of March 2026": Date(2026, 3, 1),
    "March 1, 2026": Date(2026, 3, 1),
    "March 1": Date(None, 3, 1),
    "1. März 2026": Date(2026, 3, 1),
    "5 May": Date(None, 5, 5),
    "5 Sept. 2026": Date(2026, 9, 5),
    "Q3 2026": Date(2026, quarter="Q3"),
    "Q3 '26": Date(2026, quarter="Q3"),
    "2026 Q3": Date(2026, quarter="Q3"),
    "H1 2027": Date(2027, quarter="H1"),
    "FY26": Date(2026, quarter="FY"),
    "2026年3月1日": Date(2026, 3, 1),
    "3月1日": Date(None, 3, 1),
    "2026-03-01T10:30:00Z": Date(2026, 3, 1),
}


def cases() -> list[tuple[str, str]]:
    rows = [re.split(r" {2,}~ ", line) for line in FIGURES.strip().splitlines()]
    return [(text.strip(), expected) for text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_figure(text: str, expected: str) -> None:
    found = [f"{n.text} = {n.value:f} {n.unit or ''}".strip() for n in find_numbers(text)]
    assert found == [part.strip() for part in expected.split(" | ")]


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_not_a_figure(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_date(text: str, date: Date) -> None:
    (number,) = find_numbers(f"We launch on {text}, they say.")
    assert (number.kind, number.date, number.text) == ("date", date, text)


def test_a_full_stop_after_a_month_ends_the_sentence() -> None:
    (number,) = find_numbers("Ready by 3 May.")
    assert number.text == "3 May"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 2026", "date"),
        ("by 2027, we", "date"),
        ("the end of 2026.", "date"),
        ("(2014)", "date"),
        ("2000 users", "number"),
        ("in 2000 stores", "number"),
        ("over 2000.", "number"),
        ("1950 €", "number"),
        ("€2000", "number"),
    ],
)
def test_year_or_count(text: str, kind: str) -> None:
    (number,) = find_numbers(text)
    assert number.kind == kind


@pytest.mark.parametrize(
    ("text", "minutes"), [("at 14:30", 870), ("9am", 540), ("5 p.m.", 1020), ("12:00 am", 0)]
)
def test_time_of_day(text: str, minutes: int) -> None:
    (number,) = find_numbers(text)
    assert (number.kind, number.unit, number.value) == ("date", "clock", minutes)


@pytest.mark.parametrize(
    ("text", "noun", "per"),
    [
        ("42,000 returns a month", "returns", "month"),
        ("42,000 monthly returns", None, "month"),
        ("1,200 calls every week", "calls", "week"),
        ("€31 per order", None, None),
        ("€5/month", None, "month"),
        ("31 € pro Monat", None, "month"),
        ("3 times a day", "times", "day"),
        ("12 agents in a month", "agents", None),
        ("top-5 recommendations", "recommendations", None),
        ("200 at most", None, None),
    ],
)
def test_what_it_counts(text: str, noun: str | None, per: str | None) -> None:
    (number,) = find_numbers(text)
    assert (number.noun, number.per) == (noun, per)


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("1.800 Kunden", "1.8", "1800"),
        ("1.800 Kunden, 1,8 %", "1800", "1.8"),
        ("1,800 customers", "1800", None),
        ("0.800", "0.8", None),
    ],
)
def test_one_full_stop_has_two_readings(text: str, value: str, other: str | None) -> None:
    number = find_numbers(text)[0]
    assert (number.value, number.other) == (Decimal(value), other and Decimal(other))
