"""The rules of the house that ruff and mypy don't know; CONTRIBUTING.md says why each is there."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import pytest
from package_source import PACKAGE, ROOT, defined_names, functions, imports, modules

FLOORS = {
    0: "_version errors files model",
    1: "calendar catalogue textfile workbook",
    2: "questionnaires sources",
    3: "detect engagement foreign identifiability",
    4: "scoring",
    5: "vendors clocks people deals",
    6: "registers screening profiles findings lint gates phases route incidents rights"
    " proportionality trend locator coverage harms",
    7: "assessment",
    8: "tables",
    9: "figures",
    10: "report",
    11: "batch",
    12: "cli __init__",
    13: "__main__",
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}

WALLS = {
    "pydantic": "model catalogue engagement assessment",  # where what was read becomes values
    "yaml": "catalogue",
    "openpyxl": "workbook",
    "duckdb": "sources",
    "ibis": "sources",
    "pyarrow": "sources",
    "psycopg": "sources",
    "pypdf": "sources",
    "docx": "sources",
    "presidio_analyzer": "detect",
    "spacy": "detect",
    "plotly": "figures",
    "papermill": "report",
    "nbclient": "report",
    "nbconvert": "report",
    "nbformat": "report",
    "IPython": "report",
    "dask": "batch",
    "rich": "cli",
    "typer": "cli",
}
# What costs more to import than a user waits for; `import riskkit` must not load it.
HEAVY = (set(WALLS) | {"jinja2", "scipy"}) - {"pydantic", "yaml", "rich", "typer"}
# No result may depend on a table library: it belongs where data comes in and where people look.
PANDAS = "sources detect identifiability tables figures report cli __init__"

BANNED = re.compile(r"(manager|handler|helper|util|factory|provider)s?|utilities", re.IGNORECASE)
FILE_LINES, FUNCTION_LINES, PARAMETERS, POSITIONAL, PUBLIC_NAMES = 350, 40, 7, 4, 25

every_module = pytest.mark.parametrize("name", modules())


def room_of(name):
    """The room of a module: ``workbook_writing`` belongs to ``workbook`` by its first word."""
    room = name.split(".")[1] if "." in name else "__init__"
    while room not in FLOOR and "_" in room.strip("_"):
        room = room.rpartition("_")[0]
    return room


def own(name):
    return [one for one in imports(name) if one.target.split(".")[0] == "riskkit"]


def foreign(name):
    return {(one.target.split(".")[0], one.line, one.eager) for one in imports(name)}


@every_module
def test_a_module_belongs_to_a_floor(name):
    assert room_of(name) in FLOOR, f"give {name} a room, or its room a floor in FLOORS"


@every_module
def test_imports_go_down(name):
    room = room_of(name)
    wrong = [
        f"{modules()[name].path.name}:{one.line} imports {one.target}"
        for one in own(name)
        if room_of(one.target) != room and FLOOR.get(room_of(one.target), 0) >= FLOOR.get(room, 0)
    ]
    assert not wrong, f"{room} may import lower floors only: {wrong}"


@every_module
def test_imports_of_the_package_are_relative_and_never_via_its_root(name):
    wrong = [one for one in own(name) if not one.relative or one.target == "riskkit"]
    assert not wrong


def test_no_import_cycles():
    graph = {name: {one.target for one in own(name)} - {name} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@every_module
def test_a_library_stays_behind_its_wall(name):
    allowed = WALLS | {"pandas": PANDAS}
    wrong = [
        f"line {line}: {library} belongs in {allowed[library]}"
        for library, line, _ in foreign(name)
        if library in allowed and room_of(name) not in allowed[library].split()
    ]
    assert not wrong


@every_module
def test_a_heavy_library_is_imported_inside_functions(name):
    """Or at the top of a module that others import inside functions only."""
    heavy = [
        (line, library) for library, line, eager in foreign(name) if eager and library in HEAVY
    ]
    importers = [
        other
        for other in modules()
        if any(one.eager and one.target == name for one in imports(other))
    ]
    assert not heavy or (not importers and not name.endswith("__init__")), (heavy, importers)


def test_importing_riskkit_loads_nothing_heavy():
    loaded = subprocess.run(
        [sys.executable, "-c", "import riskkit, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "riskkit" in loaded
    assert not HEAVY & {module.split(".")[0] for module in loaded}


@every_module
def test_a_file_can_be_read_in_one_go(name):
    lines = modules()[name].path.read_text(encoding="utf-8").count("\n")
    assert lines <= FILE_LINES


@every_module
def test_a_function_fits_a_screen(name):
    wrong = {}
    for function, _ in functions(modules()[name]):
        documented = ast.get_docstring(function) is not None
        body = function.body[1:] if documented else function.body
        lines = function.end_lineno - body[0].lineno + 1 if body else 0
        if lines > FUNCTION_LINES:
            wrong[function.name] = lines
    assert not wrong


@pytest.mark.parametrize("name", [name for name in modules() if room_of(name) != "cli"])
def test_a_function_takes_few_parameters(name):
    """Except in the commands, where a parameter is an option."""
    wrong = []
    for function, owner in functions(modules()[name]):
        args = function.args
        positional = [arg.arg for arg in args.posonlyargs + args.args]
        if owner and positional and positional[0] in ("self", "cls"):
            positional = positional[1:]
        # A method's signature may be another library's; a private function has one caller.
        free = owner is not None or function.name.startswith("_")
        too_many = len(positional) + len(args.kwonlyargs) > PARAMETERS
        if too_many or (len(positional) > POSITIONAL and not free):
            wrong.append(f"{function.name}: line {function.lineno}")
    assert not wrong


@every_module
def test_names_say_what_a_thing_is(name):
    wrong = [
        f"line {line}: {word}"
        for word, line in defined_names(modules()[name])
        if any(BANNED.fullmatch(part) for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", word))
    ]
    assert not wrong


def test_public_names_are_few_and_exactly_those_listed():
    """Their order is ruff's RUF022."""
    import riskkit

    public = {
        name
        for name, value in vars(riskkit).items()
        if not name.startswith("_")
        and not isinstance(value, type(sys))
        and getattr(value, "__module__", "").startswith("riskkit")
    }
    listed = list(riskkit.__all__)
    assert len(listed) == len(set(listed))
    assert len(listed) <= PUBLIC_NAMES
    assert public <= set(listed), "a name without underscore is public: list it or hide it"
    assert [name for name in listed if not hasattr(riskkit, name)] == []


def test_a_public_name_has_the_same_home_for_python_and_for_the_type_checker():
    import riskkit

    named = {
        alias.name: "." * node.level + node.module
        for node in ast.walk(modules()["riskkit"].tree)
        if isinstance(node, ast.ImportFrom) and node.level and node.module != "_version"
        for alias in node.names
    }
    assert named == riskkit._HOMES


def test_the_rules_see_the_package():
    """An empty list of modules would make every rule above pass."""
    assert PACKAGE.is_dir()
    assert {"riskkit", "riskkit.errors", "riskkit.model.value"} <= set(modules())
