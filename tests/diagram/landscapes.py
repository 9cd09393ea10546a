"""Model texts for the tests of pictures: a small one with a bit of everything, and large ones in layers."""

from datetime import date

from slamodel.analysis import Analysis, analyse_text

AS_OF = date(2026, 11, 23)

SHOP = """
slamodel: 1
title: Shop
parties:
  buyers: {name: Buyers, kind: customer}
  fans: {kind: customer}
  web: {name: Web, kind: department}
  desk: {name: Desk, kind: department, part_of: web}
  one: {name: One Ltd, kind: supplier}
  two: {name: Two Ltd, kind: supplier}
services:
  shop:
    name: Web shop
    provider: web
    own: {availability: 99.99 %}
    needs: [pages, lines, {any_of: [card-a, card-b]}, {at_least: 2, of: [disk-a, disk-b, disk-c]}]
    handled_by: [first, second]
    fulfilled_by: [pick, {in_parallel: [pack, bill]}, ship]
  pages: {provider: web}
  lines: {provider: one}
  card-a: {provider: one}
  card-b: {provider: two}
  disk-a: {provider: two}
  disk-b: {provider: two}
  disk-c: {provider: two}
  first: {provider: desk}
  second: {provider: one}
  pick: {provider: web}
  pack: {provider: web}
  bill: {provider: two}
  ship: {provider: one}
  spare: {provider: two}
agreements:
  sla:
    name: Promise to buyers
    kind: SLA
    provider: web
    customers: [buyers]
    services: [shop]
    targets:
      - {metric: availability, at_least: 99.9 %}
      - {metric: resolution, within: 8 h, in: 90 %}
  wish: {kind: SLA, status: requested, provider: web, customers: [fans], services: [pages],
         targets: [{metric: availability, at_least: 99 %}]}
  uc-one: {kind: UC, provider: one, customers: [web], services: [lines, card-a, second, ship],
           term: {to: 2027-01-31},
           targets: [{metric: availability, at_least: 99.5 %}, {metric: fulfilment, within: 3 working days}]}
  uc-two: {kind: UC, provider: two, customers: [web], services: [card-b, disk-a, disk-b, bill, spare],
           targets: [{metric: availability, at_least: 99.99 %}]}
  ola: {kind: OLA, provider: desk, customers: [web], services: [first],
        targets: [{metric: escalation, within: 30 min}, {metric: resolution, within: 2 h}]}
"""


def shop() -> Analysis:
    """15 services, and every sort of line between them."""
    return analyse_text(SHOP, AS_OF)


def layered(services: int, parties: int) -> Analysis:
    """A tenth of the services is promised to customers, each service needs two further on; every tenth link is weak."""
    lines = ["slamodel: 1", f"title: {services} services", "parties:", "  world: {kind: customer}"]
    lines += [f"  p{number}: {{kind: department}}" for number in range(parties)]
    lines.append("services:")
    heads = {n: sorted({h for h in (2 * n + 1, 2 * n + 2) if h < services}) for n in range(services)}
    for number, below in heads.items():
        needs = f", needs: [{', '.join(f's{head}' for head in below)}]" if below else ""
        lines.append(f"  s{number}: {{provider: p{number % parties}{needs}}}")
    lines.append("agreements:")
    for number, below in heads.items():
        for head in below:
            level = "99 %" if head % 10 == 0 else "99.999 %"
            lines.append(
                f"  a{head}: {{kind: OLA, provider: p{head % parties}, customers: [p{number % parties}],"
                f" services: [s{head}],"
                f" targets: [{{metric: availability, at_least: {level}}}]}}"
            )
    lines += [
        f"  sla{number}: {{kind: SLA, provider: p{number % parties}, customers: [world], services: [s{number}],"
        " targets: [{metric: availability, at_least: 99.9 %}]}"
        for number in range(0, services, 10)
    ]
    return analyse_text("\n".join(lines), AS_OF)
