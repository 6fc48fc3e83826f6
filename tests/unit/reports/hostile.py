"""Strings that try to become something else, and results that hold them."""

from dataclasses import replace

from checker.model.finding import Location
from checker.model.ids import ItemCode
from checker.model.result import CheckResult, Judgement
from checker.model.waiver import Waiver
from checker.model.wording import Text
from tests.golden.fixed_result import FINDINGS, document, fixed_result, page

HTML = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "{% include 'style.css' %}",
    "<a href=//example.invalid>x</a>",
    "![](http://example.invalid/a.png)",
    "]]><!--",
    "&lt;b&gt;",
)
UNSEEN = (
    "a\u202egnp.fdp",
    "a\u2066b\u2069",
    "a\u200fb",
    "a\nb",
    "a\rb",
    "a\tb",
    "a\x00b",
    "a\x0bb",
    "a\x1b[31mb",
    "a\x85b",
    "a\u2028b",
    "a\u200bb",
    "a\ud800b",
)
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    " =1",
    "\u3000=1",
)


def result_with(text: str) -> CheckResult:
    """Return a result that holds a string wherever strangers can write."""
    base = fixed_result()
    told = Text(text, text)
    finding = replace(
        FINDINGS[0],
        location=Location(ItemCode("01"), text, 3, None, None),
        message=told,
        remedy=told,
        measured={"value": text, text: told, "pages": (text,)},
    )
    waived = replace(finding, id="w", waiver=Waiver("w", text, text))
    item = replace(base.judgement.items[0], title=told, documents=(text,))
    evidence = document(text, "01", (page(1, {}),), file={"file.producer": text})
    filed = replace(base.evidence.items[0], documents=(evidence,))
    dossier = replace(base.evidence.dossier, id=text, company=text, credit_code=text)
    return replace(
        base,
        evidence=replace(
            base.evidence, dossier=dossier, items=(filed,), people=(evidence,)
        ),
        judgement=Judgement((finding, waived), base.judgement.tallies, (item,)),
        failures=(told,),
    )
