"""The documentation is current, complete, without dead links, and every figure of `numbers.md` comes out as printed."""

import ast
import json
import operator
import re
import tomllib
from datetime import date
from itertools import chain
from pathlib import Path

import click
import pytest

import slamodel as public
from docs import generate
from docs.writers import console
from slamodel.analysis import analyse, analyse_text
from slamodel.cli import slamodel
from slamodel.load import load_contents
from slamodel.load.keys import key_words
from slamodel.report import dates
from slamodel.report.explain import to_json
from slamodel.report.named_start import NamedStart

ROOT = Path(__file__).parent.parent
NUMBERS = (ROOT / "docs/numbers.md").read_text(encoding="utf-8")
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md"))
    if not {"writers", "expected"} & set(path.parts)
)
BY_HAND = [path for path in PAGES if path.relative_to(ROOT).as_posix() not in generate.PAGES]
DAY = date(2026, 11, 23)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- what is generated ------------------------------------------------------------------------------------------------


def test_every_generated_part_of_the_documentation_is_current():
    examples = [path for path, _ in generate.outdated() if "examples" not in path.parts]
    assert not [name_of(path) for path in examples], "run `./dev docs`"


def test_a_part_that_is_not_current_is_named(monkeypatch, capsys):
    monkeypatch.setattr(generate, "outputs", lambda: iter([(ROOT / "docs/commands.md", "something else\n")]))
    assert generate.main(["--check"]) == 1
    assert "docs/commands.md" in capsys.readouterr().out
    monkeypatch.setattr(generate, "outputs", lambda: iter([]))
    assert generate.main(["--check"]) == 0


def test_every_command_and_option_is_documented():
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for name, command in slamodel.commands.items():
        section = page.split(f"\n## {name}\n", 1)[1].split("\n## ")[0]
        options = [option for option in command.params if isinstance(option, click.Option)]
        for spelling in chain.from_iterable(option.opts for option in options):
            assert f"`{spelling}`" in section, f"{name} {spelling}"
        assert command.help, name


def test_every_diagnostic_code_is_documented():
    sources = [*(ROOT / "slamodel/load").glob("*.py"), *(ROOT / "slamodel/model").glob("*.py")]
    used = {code for path in sources for code in re.findall(r'"(E\d{3})"', path.read_text(encoding="utf-8"))}
    documented = tomllib.loads((ROOT / "docs/writers/diagnostics.toml").read_text(encoding="utf-8"))
    assert used == documented.keys()


def test_every_key_stands_in_the_model_that_has_them_all():
    words = key_words()
    documented = {key for entry in words.values() for key in entry} - {"about"}
    text = (ROOT / "tests/load/everything.yaml").read_text(encoding="utf-8")
    assert not {key for key in documented if not re.search(rf"\b{key}:", text)}


def keys_in(value: object) -> set[str]:
    """Every key anywhere in an answer."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_in(inner)}
    return {key for inner in value for key in keys_in(inner)} if isinstance(value, list) else set()


def test_every_key_of_the_answer_is_documented_and_every_documented_key_is_answered():
    names = ("05-credit-check", "08-follow-the-sun", "10-yearly-under-monthly")
    analyses = [analyse(ROOT / "examples" / name, DAY) for name in names]
    analyses.append(analyse_text("{slamodel: 1, titel: misspelt}", DAY))
    broken = ("F004.near.yaml", "C604.yaml", "C607.yaml", "M701.yaml")
    analyses += [analyse(ROOT / "examples/broken" / name, DAY) for name in broken]
    without_contract = (ROOT / "examples/broken/C607.yaml").read_text(encoding="utf-8").partition("  uc-bureau:")[0]
    analyses.append(analyse_text(without_contract, DAY))
    answers = [public.to_json(analysis) for analysis in analyses]
    for start in (None, NamedStart(0)):
        answers += (to_json(analyses[1], promise, start) for promise in analyses[1].checked)
    answers.append(dates.to_json(analyses[0]))
    page = (ROOT / "docs/answers.md").read_text(encoding="utf-8")
    answered = keys_in([*map(json.loads, answers)])
    assert not {key for key in answered if f"`{key}`" not in page}
    cells = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    documented = {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
    assert documented <= answered


# --- the house --------------------------------------------------------------------------------------------------------


def test_the_listing_names_every_module_once():
    page = (ROOT / "docs/how-it-works.md").read_text(encoding="utf-8")
    listing = page.split("## The house")[1].split("## Where to start")[0]
    listed = [line.split()[0] for line in listing.splitlines() if re.match(r" *[\w/]+(\.py|/) ", line)]
    modules = [*(ROOT / "slamodel").rglob("*.py"), *(ROOT / "web").rglob("*.py")]
    names = [f"{path.parent.name}/" if path.name == "__init__.py" else path.name for path in modules]
    assert sorted(listed) == sorted(names)


def test_the_import_direction_is_the_one_that_is_checked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    built = [re.sub(r"\(\w+\)", "", layer).replace("|", " ").split() for layer in layers]
    page = (ROOT / "docs/how-it-works.md").read_text(encoding="utf-8")
    drawn = page.split("## Who may import whom")[1].split("```text\n")[1].split("```")[0]
    assert [line.split() for line in drawn.splitlines()] == [names for names in built if names]


def test_the_public_names_are_those_that_can_be_loaded():
    assert sorted(public.__all__) == dir(public)
    assert all(getattr(public, name) is not None for name in public.__all__)
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = public.nothing_of_this_name


def test_every_decision_is_listed():
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\) \| (.+) \|", (folder / "README.md").read_text(encoding="utf-8"))
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in folder.glob("0*.md")}
    assert {name: f"# {name[:4]}: {title}" for name, title in listed} == titles


# --- links and models -------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page get on the usual hosts of repositories."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        goal = page.parent / path if path else page
        assert goal.exists(), link
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal), link


MODELS = [
    pytest.param(content, id=f"{name_of(page)}-{number}")
    for page in PAGES
    for number, (kind, content) in enumerate(console.BLOCK.findall(page.read_text(encoding="utf-8")))
    if kind == "yaml" and console.is_model(content)
]


@pytest.mark.parametrize("model", MODELS)
def test_models_in_the_documentation_can_be_read(model):
    loaded = load_contents([("model.yaml", model.encode())], "model.yaml")
    assert not loaded.diagnostics
    assert loaded.landscape.agreements


def test_outputs_are_shown_where_they_should_be():
    for name in ("README.md", "docs/numbers.md"):
        assert "```console\n$ slamodel " in (ROOT / name).read_text(encoding="utf-8")


# --- the figures of numbers.md ----------------------------------------------------------------------------------------

UNITS = {"%": 0.01, "d": 86400.0, "h": 3600.0, "min": 60.0, "s": 1.0}
QUANTITY = re.compile(r"\d+(?:\.\d+)? (?:%|d|h|min|s)(?![a-z])(?: \d+(?:\.\d+)? (?:h|min|s)(?![a-z]))*")
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
EQUATIONS = [text for text in re.findall(r"`([^`\n]+)`", NUMBERS) if re.search(r"\d.* = .*\d", text)]


def quantity(text: str) -> float:
    """A share or a length of time as printed: `5 h 10 min`."""
    return sum(float(number) * UNITS[unit] for number, unit in re.findall(r"([\d.]+) (%|d|h|min|s)", text))


def calculated(side: str) -> float:
    """One side of an equation; "largest of" and "smallest of" take all that follows, parted by commas."""
    for words, pick in (("largest of ", max), ("smallest of ", min)):
        if side.startswith(words):
            return pick(calculated(part) for part in side.removeprefix(words).split(", "))
    plain = QUANTITY.sub(lambda found: repr(quantity(found[0])), side).replace(" x ", " * ")
    return value_of(ast.parse(plain, mode="eval").body)


def value_of(node: ast.AST) -> float:
    if isinstance(node, ast.BinOp):
        return float(OPERATORS[type(node.op)](value_of(node.left), value_of(node.right)))
    assert isinstance(node, ast.Constant), ast.dump(node)
    return float(str(node.value))


@pytest.mark.parametrize("equation", EQUATIONS)
def test_a_sum_comes_out_as_printed(equation):
    left, right = equation.split(" = ")
    assert calculated(left) == pytest.approx(calculated(right), rel=1e-9)


def test_a_sum_that_is_wrong_is_seen():
    assert calculated("10 min + 1 h + 4 h") != calculated("5 h 11 min")
    assert calculated("smallest of 1 %, 2 %") == 0.01
    assert len(EQUATIONS) > 15


def table(*columns: str) -> list[list[str]]:
    """The rows of the table with these columns."""
    head = f"| {' | '.join(columns)} |\n"
    rows = NUMBERS.split(head)[1].split("\n\n")[0].splitlines()[1:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


def structure(text: str) -> tuple[list[str], str]:
    """The levels of a structure in words, `all of 99 %, (1 of 98 %, 97 %)`, and its needs as a model spells them."""
    levels: list[str] = []

    def group(words: str) -> str:
        count, members = words.split(" of ", 1)
        inside = re.findall(r"\(([^)]*)\)|([\d.]+ %)", members)
        parts = [group(nested) if nested else leaf(level) for nested, level in inside]
        return f"{{all_of: [{', '.join(parts)}]}}" if count == "all" else vote(count, parts)

    def vote(count: str, parts: list[str]) -> str:
        return f"{{at_least: {count}, of: [{', '.join(parts)}]}}"

    def leaf(level: str) -> str:
        levels.append(level)
        return f"s{len(levels)}"

    return levels, group(text)


def agreement(name: str, kind: str, parties: str, service: str, level: str) -> str:
    targets = f"[{{metric: availability, at_least: {level}}}]"
    return f"  {name}: {{kind: {kind}, {parties}, services: [{service}], targets: {targets}}}"


def promise_on(words: str, promised: str):
    """The promise on a service of this structure, each part provided by a supplier under a contract of its own."""
    levels, needs = structure(words)
    parts = [(f"s{number}", level) for number, level in enumerate(levels, 1)]
    lines = [
        "slamodel: 1",
        "parties: {us: {kind: department}, c: {kind: customer}, p: {kind: supplier}}",
        "services:",
        f"  top: {{provider: us, needs: [{needs}]}}",
        *(f"  {part}: {{provider: p}}" for part, _ in parts),
        "agreements:",
        agreement("sla", "SLA", "provider: us, customers: [c]", "top", promised),
        *(agreement(f"uc-{part}", "UC", "provider: p, customers: [us]", part, level) for part, level in parts),
    ]
    analysis = analyse_text("\n".join(lines), DAY)
    assert analysis.is_sound, analysis.diagnostics
    return analysis.target("sla/top/availability")


CUT_OFF = 8
"""From so many decimals on, a printed share is taken for one that was cut off; fewer are all that there are."""


def same(printed: str, unavailability: float) -> bool:
    """Whether a printed share is the figure."""
    decimals = len(printed.removesuffix(" %").partition(".")[2])
    allowed = 10.0 ** -(decimals + 2) if decimals >= CUT_OFF else 1e-12
    return abs(quantity(printed) - (1 - unavailability)) < allowed


@pytest.mark.parametrize("row", table("structure", "guaranteed", "independent", "ceiling"), ids=lambda row: row[0])
def test_the_three_figures_come_out_as_printed(row):
    words, *printed = row
    figures = promise_on(words, "50 %").direct.figures
    assert figures is not None
    assert all(same(text, down) for text, down in zip(printed, figures, strict=True)), figures


@pytest.mark.parametrize("row", table("chain", "promised", "verdict"), ids=lambda row: row[1])
def test_the_verdict_comes_out_as_printed(row):
    levels, promised, verdict = row
    assert promise_on(f"all of {levels}", promised).standing.value.replace("_", " ") == verdict


REQUIRED = table("chain", "promised", "link", "required, guaranteed", "required, independent")


@pytest.mark.parametrize("row", REQUIRED, ids=lambda row: f"{row[1]}-{row[2]}")
def test_the_required_levels_come_out_as_printed(row):
    levels, promised, number, *printed = row
    link = promise_on(f"all of {levels}", promised).direct.links[int(number) - 1]
    for text, room in zip(printed, (link.required_guaranteed, link.required_independent), strict=True):
        assert room is None if text == "none" else same(text, room), room


def test_the_importance_comes_out_as_printed():
    link = promise_on("all of 99.95 %, 99.99 %", "99.97 %").direct.links[0]
    assert link.importance == pytest.approx(0.9999, abs=1e-12)


def test_every_figure_of_the_text_stands_in_something_that_is_checked():
    blocks = "".join(re.findall(r"```.*?```", NUMBERS, re.DOTALL))
    prose = re.sub(r"```.*?```", "", NUMBERS, flags=re.DOTALL)
    rows = "\n".join(line for line in prose.splitlines() if line.startswith("|"))
    checked = " ".join([blocks, rows, *EQUATIONS])
    text = "\n".join(line for line in re.sub(r"`[^`\n]+`", "", prose).splitlines() if not line.startswith("|"))
    figures = set(QUANTITY.findall(text))
    assert figures
    assert not {figure for figure in figures if figure not in checked}
