"""Compiles the generated Swift and the layer on Linux, and runs the package's tests there over this machine's library.

    python try_linux.py --generated FOLDER --library libdoorstep.so --out FOLDER [--within FOLDER]

It needs Swift 6 (Debian 13: `swiftlang`). `--within` names the root of another system that has it, in which everything named
here is seen under the same paths. What is Apple's alone, the Keychain, is left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

PACKAGE = Path(__file__).parent.resolve()
APPLE = re.compile(r"#if canImport\(Security\).*?#endif", re.S)
PATIENCE = 300.0


def tests(folder: Path) -> str:
    """The program that runs every test: Linux finds none by itself."""
    cases = []
    for path in sorted(folder.glob("*Tests.swift")):
        source = APPLE.sub("", path.read_text())
        [name] = re.findall(r"final class (\w+): XCTestCase", source)
        methods = re.findall(r"func (test\w+)\(\)( async)?", source)
        each = [f'("{method}", {f"asyncTest({name}.{method})" if waits else f"{name}.{method}"})' for method, waits in methods]
        cases.append(f"testCase([{', '.join(each)}])")
    return "import XCTest\n@testable import DoorstepTests\n\nXCTMain([" + ", ".join(cases) + "])\n"


def main() -> int:
    """Compiles module after module, then runs the tests."""
    parser = argparse.ArgumentParser(description="The Swift package on Linux.")
    parser.add_argument("--generated", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--within", type=Path)
    given = parser.parse_args()
    out = given.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    (out / "ffi").mkdir(parents=True)
    shutil.copy(given.generated / "DoorstepCoreFFI.h", out / "ffi")
    module = (given.generated / "DoorstepCoreFFI.modulemap").read_text()
    # Modules of Apple's that Linux has not.
    (out / "ffi/module.modulemap").write_text(re.sub(r"(?m)^\s*use .*\n", "", module))
    shutil.copy(given.library, out / "libdoorstep.so")
    (out / "main.swift").write_text(tests(PACKAGE / "Tests/DoorstepTests"))
    within = ["chroot", str(given.within)] if given.within else []
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(out), "TMPDIR": str(out)}
    linked: list[str] = ["-ldoorstep"]

    def build(name: str, sources: list[Path], *options: str) -> None:
        library = ["-emit-library", "-emit-module", "-module-name", name, "-emit-module-path", str(out / f"{name}.swiftmodule")]
        built = out / (f"lib{name}.so" if name != "tests" else name)
        command = [*within, "/usr/bin/env", "swiftc", *options, *(library if name != "tests" else []), "-I", str(out / "ffi"), "-I", str(out)]
        command += [*map(str, sources), "-L", str(out), *linked, "-Xlinker", "-rpath", "-Xlinker", str(out), "-o", str(built)]
        subprocess.run(command, check=True, timeout=PATIENCE, env=environment)
        linked.insert(0, f"-l{name}")

    layer = sorted((PACKAGE / "Sources/Doorstep").rglob("*.swift"))
    build("DoorstepCore", [given.generated.resolve() / "DoorstepCore.swift"], "-swift-version", "5")
    build("Doorstep", layer, "-swift-version", "6", "-warnings-as-errors", "-enable-testing")
    kit = sorted((PACKAGE / "Tests/DoorstepTests").glob("*.swift"))
    build("DoorstepTests", kit, "-swift-version", "6", "-warnings-as-errors", "-enable-testing")
    build("tests", [out / "main.swift"], "-swift-version", "5")
    begun = time.monotonic()
    ran = subprocess.run(
        [*within, str(out / "tests")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, env=environment
    )
    print(ran.stdout)
    told = re.findall(r"Executed (\d+) tests?, with (\d+) failures?", ran.stdout)
    if not told:
        return 1
    number, failed = told[-1]
    print(f"Ran {number} tests in {time.monotonic() - begun:.3f}s")
    print("OK" if failed == "0" else f"FAILED (failures={failed})")
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
