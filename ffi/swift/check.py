"""Looks at everything of Swift as far as that can be done without Apple's tools.

    python check.py --generated FOLDER [--library LIBRARY.a --nm llvm-nm]

Every Swift file parses; the generated Swift calls what the header declares, and the library has it; what is written by hand
calls the core by names and labels that there are, and fills every port wholly; the iOS app's texts, plists and project say
the same as its code. It prints what it looked at, and ends with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import plistlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import tree_sitter_swift
import yaml
from tree_sitter import Language, Node, Parser

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ffi/swift"
APP = ROOT / "apps/ios"

PARSER = Parser(Language(tree_sitter_swift.language()))
# What the grammar does not know, and what stands for it: an attribute on a line of its own, a closure that gives nothing.
UNKNOWN = re.compile(rb"(?m)^[ \t]*@_documentation\(visibility: private\)[ \t]*$")
NOTHING = (b"= { () }", b"= { 00 }")

CORE = re.compile(r"(?:core|shell|\$0|listening|cancel)\.(\w+)")
SYMBOL = r"\b((?:uniffi|ffi)_doorstep_\w+)\s*\("
USAGE = "UsageDescription"


class Findings:
    """What is wrong, and how much was looked at."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self.wrong: list[str] = []
        self.looked: list[str] = []

    def wants(self, so: bool, otherwise: str) -> None:
        """Notes what is wrong unless it is so."""
        if not so:
            self.wrong.append(otherwise)

    def same(self, what: str, one: set[str], other: set[str]) -> None:
        """Notes what is in one of two sets only."""
        for name in sorted(one ^ other):
            self.wrong.append(f"{what}: {name} is on one side only")


def walk(node: Node) -> Iterator[Node]:
    """Every node below a node, itself first."""
    todo = [node]
    while todo:
        next = todo.pop()
        yield next
        todo += reversed(next.children)


def text(node: Node | None) -> str:
    """The source of a node."""
    return (node.text or b"").decode() if node else ""


def parse(path: Path, findings: Findings) -> Node:
    """Parses a file and notes where it does not read."""
    root = PARSER.parse(UNKNOWN.sub(b"", path.read_bytes()).replace(*NOTHING)).root_node
    for node in walk(root):
        if node.type == "ERROR" or node.is_missing:
            line = node.start_point[0] + 1
            findings.wrong.append(f"{path}:{line}: {node.type} at {text(node)[:60]!r}")
    return root


def labels(function: Node) -> tuple[str, ...]:
    """The labels by which a function is called."""
    found = []
    for parameter in function.children:
        if parameter.type == "parameter":
            outer = parameter.child_by_field_name("external_name")
            found.append(text(outer or parameter.child_by_field_name("name")).strip("`"))
    return tuple(found)


def functions(body: Node, kind: str) -> set[tuple[str, tuple[str, ...]]]:
    """Names and labels of the functions that a type declares."""
    return {
        (text(node.child_by_field_name("name")).strip("`"), labels(node))
        for node in body.children
        if node.type == kind
    }


def types(root: Node) -> Iterator[tuple[str, set[str], Node]]:
    """Every type with its name, what it inherits, and its body."""
    for node in walk(root):
        if node.type in ("class_declaration", "protocol_declaration"):
            body = node.child_by_field_name("body")
            inherits = {text(child).split(".")[-1] for child in node.children if child.type == "inheritance_specifier"}
            if body is not None:
                yield text(node.child_by_field_name("name")), inherits, body


def symbols(generated: Path, library: Path | None, nm: str, findings: Findings) -> None:
    """The generated Swift calls what the header declares, and the library has it."""
    source = (generated / "DoorstepCore.swift").read_text()
    header = set(re.findall(SYMBOL, (generated / "DoorstepCoreFFI.h").read_text()))
    called = set(re.findall(SYMBOL, source)) - set(re.findall(r"func\s+((?:uniffi|ffi)_\w+)", source))
    findings.wants(bool(called), "the generated Swift calls nothing")
    for name in sorted(called - header):
        findings.wrong.append(f"{name} is called and not declared")
    findings.looked.append(f"{len(called)} functions called, {len(header)} declared")
    if library is None:
        return
    listed = subprocess.run([nm, "--defined-only", "--extern-only", library], capture_output=True, text=True, check=False)
    has = {line.split()[-1].removeprefix("_") for line in listed.stdout.splitlines() if "ffi_doorstep" in line}
    for name in sorted(header - has):
        findings.wrong.append(f"{name} is declared and not in {library}")
    findings.looked.append(f"{len(has)} in {library.name}")


def asks_the_core(node: Node) -> bool:
    """Tells whether an expression is within a closure that is given the core."""
    around = node.parent
    while around is not None:
        if around.type == "call_expression" and text(around.children[0]).split(".")[-1] in ("ask", "views"):
            return True
        around = around.parent
    return False


def contract(generated: Node, written: dict[Path, Node], findings: Findings) -> None:
    """What is written by hand calls what there is, and fills every port wholly."""
    protocols = {
        name: functions(body, "protocol_function_declaration")
        for name, _, body in types(generated)
        if body.type == "protocol_body"
    }
    known: dict[str, set[tuple[str, ...]]] = {}
    for name, _, body in types(generated):
        for kind in ("protocol_function_declaration", "function_declaration"):
            for function, given in functions(body, kind):
                known.setdefault(function, set()).add(given)
    calls = ports = 0
    for path, root in written.items():
        for name, inherits, body in types(root):
            for port in inherits & protocols.keys():
                ports += 1
                missing = protocols[port] - functions(body, "function_declaration")
                findings.wants(not missing, f"{path}: {name} is no {port}: {missing}")
        for node in walk(root):
            if node.type != "call_expression":
                continue
            callee, suffix = node.children[0], node.children[-1]
            match = CORE.fullmatch(text(callee))
            if text(callee).startswith("$0.") and not asks_the_core(node):
                continue
            if not match or suffix.type != "call_suffix" or "(" not in text(suffix)[:1]:
                continue
            calls += 1
            given = tuple(
                text(label).strip("`:")
                for arguments in suffix.children
                for argument in arguments.children
                if argument.type == "value_argument"
                for label in argument.children
                if label.type == "value_argument_label"
            )
            fits = given in known.get(match[1], set())
            line = node.start_point[0] + 1
            findings.wants(fits, f"{path}:{line}: the core has no {match[1]}({':'.join(given)})")
    findings.wants(calls > 20 and ports > 8, f"only {calls} calls and {ports} ports were found")
    findings.looked.append(f"{calls} calls of the core, {ports} ports")


def strings(path: Path) -> dict[str, str]:
    """A file of texts."""
    return dict(re.findall(r'(?m)^"?([\w.]+)"? = "((?:[^"\\]|\\.)+)";$', path.read_text()))


def app(findings: Findings) -> None:
    """The iOS app's texts, plists and project say the same as its code."""
    code = "\n".join(path.read_text() for path in sorted(APP.rglob("*.swift")))
    both = [APP / "Resources" / f"{language}.lproj" for language in ("zh-Hans", "en")]
    for name in ("Localizable", "InfoPlist"):
        one, other = (strings(folder / f"{name}.strings") for folder in both)
        findings.same(f"{name}.strings", set(one), set(other))
        findings.looked.append(f"{len(one)} texts of {name} in two languages")
    said = set(strings(both[0] / "Localizable.strings"))
    used = set(re.findall(r'(?:NSLocalizedString|Text|Button|alert)\(\s*"([\w.]+)"', code))
    used |= set(re.findall(r'\? "([\w.]+)" : nil', code))
    planned = {f"notify.{kind}.{when}" for kind in ("visit", "follow_up", "promise") for when in ("soon", "due")}
    planned |= {"notify.reminder.open", "notify.reminder.due"}
    findings.same("Localizable.strings", used | planned, said)
    project = yaml.safe_load((APP / "project.yml").read_text())
    info = project["targets"]["DoorstepShell"]["info"]["properties"]
    usages = {name for name in info if name.endswith(USAGE)}
    findings.same("usage texts", usages, {name for name in strings(both[0] / "InfoPlist.strings") if name.endswith(USAGE)})
    needs = {"CLLocationManager": "NSLocationWhenInUse", "LAContext": "NSFaceID", "requestMediaCapturePermission": "NSCamera"}
    for word, usage in needs.items():
        findings.wants((word in code) == (usage + USAGE in usages), f"{word} and {usage}{USAGE} do not go together")
    tasks = set(re.findall(r'"(org\.doorstep\.sync)"', code))
    findings.same("background tasks", tasks, set(info["BGTaskSchedulerPermittedIdentifiers"]))
    for part in project["targets"]["DoorstepShell"]["sources"]:
        findings.wants((APP / part).is_dir(), f"project.yml: there is no folder {part}")
    for path in APP.rglob("*.xcprivacy"):
        privacy = plistlib.loads(path.read_bytes())
        findings.wants(privacy["NSPrivacyTracking"] is False, f"{path}: nobody is tracked")


def main() -> int:
    """Looks at everything."""
    parser = argparse.ArgumentParser(description="What of the Swift can be checked without Apple's tools.")
    parser.add_argument("--generated", type=Path, required=True)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--nm", default="llvm-nm")
    given = parser.parse_args()
    findings = Findings()
    generated = parse(given.generated / "DoorstepCore.swift", findings)
    skipped = (PACKAGE / "Sources/DoorstepCore", PACKAGE / ".build", PACKAGE / "build")
    paths = [path for folder in (PACKAGE, APP) for path in sorted(folder.rglob("*.swift"))]
    paths = [path for path in paths if not any(path.is_relative_to(skip) for skip in skipped)]
    written = {path: parse(path, findings) for path in paths}
    for path in paths:
        lines = path.read_text().splitlines()
        opens = lines[1] if lines[0].startswith("// swift-tools-version") else lines[0]
        findings.wants(opens.startswith("// ") and len(lines) <= 500, f"{path}: its first line says what lives there")
    findings.looked.append(f"{len(paths)} files of Swift, and the generated one")
    symbols(given.generated, given.library, given.nm, findings)
    contract(generated, written, findings)
    app(findings)
    print("   " + "; ".join(findings.looked))
    for line in findings.wrong:
        print(line)
    return 1 if findings.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
