"""Before a wheel is packed: build the front-end files and compile the translations it carries."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface[Any]):
    """An editable install has neither; `tools/bootstrap.py` makes them when they are needed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatchling with "standard" or "editable"."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from tools import assets, messages

        assets.build()
        messages.compile_all()
