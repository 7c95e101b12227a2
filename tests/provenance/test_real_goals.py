"""The reader on goals as people write them: shops, hospitals, factories, banks; many languages."""

from __future__ import annotations

import pytest
from briefstar.provenance import find_numbers

# A goal, and beneath it "value unit" of everything in it that is a figure; dates as their text.
GOALS = """
Checkout abandonment is at 68.4% and we want it under 60% by end of Q2 (AOV €74.20).
68.4 % | 60 % | 74.2 EUR
We have 1.2M SKUs, 350k active buyers and roughly 3,000 new listings/day.
1200000 | 350000 | 3000
Raise NDCG@10 from 0.41 to 0.45; precision@5 must not drop by more than 1pp.
10 | 0.41 | 0.45 | 5 | 1 pp
Search p95 is 850ms, p99 2.3s; keep it < 300 ms at 1,200 rps.
850 ms | 2.3 s | 300 ms | 1200 rps
ICU nurses get 187 alarms per bed per day, 85-99% are false; 24 of 30 beds are taken.
187 | 85 % | 99 % | 24 | 30
Turnaround is 26h, target 4h; readmission within 30 days is 15.2% (penalty: $1.4 million).
26 hour | 4 hour | 30 day | 15.2 % | 1400000 USD
The MRI costs £2.1m and runs Mon–Fri; patients aged 65+ wait 3½ hours; others 2h 15m.
2100000 GBP | 65 | 3.5 hour | 2 hour | 15 minute
Scrap is 3.4% of 12 000 parts/shift; each part costs CHF 18.50; downtime 12'000 CHF per hour.
3.4 % | 12000 | 18.5 CHF | 12000 CHF
Temperature must stay below 85°C (±2 °C), the gap at 5mm, 6 inspectors × 3 shifts.
85 °C | 2 °C | 5 mm | 6 | 3
Fraud losses: 7.2 bps of $3.8bn volume; analysts review 400 alerts/day, 95% false positives.
7.2 bp | 3800000000 USD | 400 | 95 %
KYC takes 3-5 business days; RWA €210bn; EAD 3m EUR; GDPR Art. 22 and PSD2 apply.
3 working day | 5 working day | 210000000000 EUR | 3000000 EUR
Bis 31.12.2026 sollen 80 % der Anfragen in unter 2 Minuten beantwortet werden.
31.12.2026 | 80 % | 2 minute
Wir haben 1,5 Mio. Kunden und 25.000 Tickets pro Monat; ein Ticket kostet 4,80 €.
1500000 | 25000 | 4.8 EUR
Wir bearbeiten 25.000 Tickets im Monat mit zwanzig Leuten in drei Schichten.
25000 | 20
Réduire le délai de 5 jours à 48 h pour 90 % des commandes d'ici le 1er juin 2026.
5 day | 48 hour | 90 % | 1er juin 2026
Nous traitons 12 500 dossiers par mois, dont 8 % sont erronés (coût : 23 € l'unité).
12500 | 8 % | 23 EUR
Queremos reducir el abandono del 4,5 % al 3 % en dos trimestres, entre 3 y 5 semanas.
4.5 % | 3 % | 2 quarter | 3 week | 5 week
Tenemos 2 millones de usuarios y 35 mil pedidos al día; el ticket medio es de 1.250 €.
2000000 | 35000 | 1250 EUR
Vogliamo ridurre i resi del 20% entro dicembre 2026; oggi sono 1.800 al mese.
20 % | dicembre 2026 | 1800
Aumentar a conversão de 1,2% para 2% até março de 2027, com R$ 50 mil de orçamento.
1.2 % | 2 % | março de 2027 | 50000 BRL
We willen binnen 6 maanden 15% minder retouren; nu 3.200 per week.
6 month | 15 % | 3200
売上を20%伸ばしたい。月間ユーザーは30万人、解約率は3.5％、費用は1,000円です。
20 % | 300000 | 3.5 % | 1000 JPY
我们希望在3个月内将客服响应时间从10分钟缩短到2分钟，预算100万元。
3 month | 10 minute | 2 minute | 1000000 CNY
Нужно снизить отток с 5,5% до 4% за 6 месяцев; у нас 1,2 млн клиентов.
5.5 % | 4 % | 6 month | 1200000
نريد تقليل المرتجعات بنسبة ٢٠٪ خلال ٦ أشهر
20 % | 6 month
हमें 3 महीने में 25% कम शिकायतें चाहिए।
3 month | 25 %
고객 이탈률을 5%에서 3%로 낮추고 싶습니다. 월 20만 명.
5 % | 3 % | 200000
Chcemy zmniejszyć liczbę zwrotów o 20% w ciągu 6 miesięcy; koszt to 45 zł.
20 % | 6 month | 45 PLN
Our NPS fell from +32 to -4 after v3.2 launched on 2026-01-15; AHT 8m30s; SLA 24/7.
32 | -4 | 2026-01-15 | 8 minute | 30 s
We tested on 50k users (n=25,000 per arm), lift was +1.8% (95% CI 0.4–3.2, p=0.012).
50000 | 25000 | 1.8 % | 95 % | 0.4 | 3.2 | 0.012
Between one and three percent of our drivers cause half of the complaints.
1 % | 3 % | 0.5
One of our two warehouses ships one-day orders; the other takes a week and a half.
2 | 1 day | 1.5 week
We lose about a million euros a year, maybe a million and a half; a dozen and a half cases.
1000000 EUR | 1500000 | 18
Three hundred and fifty nurses in seven hospitals use it, ninety-five percent of them daily.
350 | 7 | 95 %
In 2024 we had 1.1m visits, in 2025 1.4m; 2 ML engineers, 1 PM and 3 HR partners.
in 2024 | 1100000 | in 2025 | 1400000 | 2 | 1 | 3
Users: 2.5 mn; revenue INR 45 crore; CAC ₹1,20,000; LTV:CAC 2.8:1.
2500000 | 450000000 INR | 120000 INR | 2.8 | 1
Prices run from 9,99 to 1.299,00 €; budget USD 1,5m or 2.5 M$ or $2.5M USD.
9.99 EUR | 1299 EUR | 1500000 USD | 2500000 USD | 2500000 USD
A 30-60-90 day plan; 2-3x faster; a 5-star rating; classes of 20/30/50 %.
30 day | 60 day | 90 day | 2 x | 3 x | 5 | 20 % | 30 % | 50 %
Between 08:00 and 17:30 we get 60 % of calls; answer within 24–48 hours, by Friday 5pm.
08:00 | 17:30 | 60 % | 24 hour | 48 hour | 5pm
Sales grew tenfold, complaints tripled, then halved; let us double conversion in twelve months.
10 x | 3 x | 0.5 | 2 x | 12 month
"""


def pairs() -> list[tuple[str, str]]:
    lines = GOALS.strip().splitlines()
    return list(zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(("goal", "expected"), pairs())
def test_figures_of_a_goal(goal: str, expected: str) -> None:
    found = [
        n.text if n.kind == "date" else f"{n.value:f} {n.unit or ''}".strip()
        for n in find_numbers(goal)
    ]
    assert found == [part.removeprefix("in ") for part in expected.split(" | ")]
