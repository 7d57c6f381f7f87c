"""The build hook that makes a wheel one of this platform: it carries a library, and no code of one Python version."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlatformTag(BuildHookInterface):  # type: ignore[type-arg]
    """Tags the wheel, and refuses to build one without module and library."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the wheel is written."""
        package = Path(self.root) / "src" / "doorstep_phone"
        if not (package / "doorstep.py").is_file() or not any(package.glob("libdoorstep.*")):
            raise RuntimeError(
                "doorstep.py and the library are missing beside the layer: `cargo xtask bindings` gathers them"
            )
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
