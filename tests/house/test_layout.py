"""The shape of the source: sizes, directions of imports, and nothing of the workplace it was written in."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "papercleaner"
MODULES = sorted(SRC.rglob("*.py"))

LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 60, 5

LAYERS = (
    {"text", "errors"},
    {"model", "printed", "config", "lexicon", "knowledge"},
    {"layout", "language", "stage", "trace", "rules", "diff", "config_file"},
    {"grammar", "seams", "grouping", "strands"},
    {"stages", "typography"},
    {"readers", "ocr", "writers", "io", "schema"},
    {"pipeline", "invariants"},
    {"service", "proof", "explain", "golden", "learn", "pytest_plugin"},
    {"batch", "evaluate"},
    {"cli"},
    {"__main__"},
)
"""The floors of the house, lowest first: a module imports from its own floor and from those below."""
FLOOR = {name: number for number, names in enumerate(LAYERS) for name in names}

FREE = {"__init__"}
"""The public door: may be imported by all for its version, and imports what it shows."""


def names(paths: list[Path]) -> list[str]:
    return [str(p.relative_to(ROOT)) for p in paths]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def part(module: str) -> str:
    """`papercleaner.stages.lines` -> `stages`; the package itself is `__init__`."""
    return [*module.split("."), "__init__"][1]


def imports(path: Path) -> Iterator[str]:
    """Parts of papercleaner that a module imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (part(a.name) for a in node.names if a.name.split(".")[0] == "papercleaner")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "papercleaner":
            if node.module == "papercleaner":
                yield from (a.name if a.name in FLOOR else "__init__" for a in node.names)
            else:
                yield part(node.module or "")


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_functions_are_short_and_take_few_parameters(path: Path) -> None:
    for function in functions(path):
        size = (function.end_lineno or 0) - function.lineno + 1
        assert size <= LONGEST_FUNCTION, f"{function.name} has {size} lines"
        if not is_command(function):
            count = len(parameters(function))
            assert count <= MOST_PARAMETERS, f"{function.name} has {count} parameters"


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """click hands its options to a command by keyword; nobody calls it by hand."""
    return any("click" in ast.unparse(d) for d in function.decorator_list)


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    spec = function.args
    return [a.arg for a in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs) if a.arg not in ("self", "cls")]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_imports_point_down(path: Path) -> None:
    own = (path.relative_to(SRC).parts[0]).removesuffix(".py")
    if own in FREE:
        return
    assert own in FLOOR, f"{own} has no floor: give it one in LAYERS and in docs/architecture.md"
    for other in imports(path):
        if other not in FREE:
            assert FLOOR[other] <= FLOOR[own], f"{own} imports {other}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "the module says nothing of itself"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith(("_", "pytest_")):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


HEAVY = (
    "rich",
    "rapidfuzz",
    "jsonschema",
    "jieba",
    "numpy",
    "cv2",
    "PIL",
    "onnxruntime",
    "rapidocr",
    "pypdfium2",
    "multiprocessing",
    "asyncio",
    "pytest",
    "hypothesis",
)


def test_cleaning_imports_nothing_heavy() -> None:
    """What a run into a pipe does not need must not slow its start."""
    code = (
        "import sys; from papercleaner.cli.app import run; code = run(['clean', 'seeds/raw.seed.txt']);"
        f" print(code, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stderr.decode().splitlines()[-1] == "0 []", done.stderr.decode()


def tracked() -> list[Path]:
    """Files under version control; all files outside hidden folders where there is no git."""
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if found.returncode == 0 and found.stdout:
        return [p for name in found.stdout.decode().split("\0") if name and (p := ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not any(x.startswith(".") for x in p.relative_to(ROOT).parts)]


ABSOLUTE = re.compile(r"(?<![\w.~:/-])/(?:tmp|root|mnt|Users)/\w")


def test_no_path_of_one_machine_is_in_the_repository() -> None:
    for path in tracked():
        if "hostile" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found = ABSOLUTE.search(text)
        assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_the_readme_never_sends_people_to_the_other_papercleaner() -> None:
    for name in ("README.md", "README.zh.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"(pip|pipx|uv|uvx|poetry)\b[^\n]*\b(install|add|run)\s+[\"']?papercleaner(?!-ocr)", text)
