"""What Jupyter starts: IPython's kernel, which loads the extension by itself.

A lesson's own ``%load_ext teachflow`` says nothing then (see ``frame.asking``), and
``%unload_ext`` and ``%reload_ext`` do what they do in any kernel.
"""

from __future__ import annotations

from typing import Any

from ipykernel.kernelapp import IPKernelApp

from teachflow_magics.frame.asking import EXTENSION


class TeachFlowKernelApp(IPKernelApp):
    """The application around a kernel."""

    def init_extensions(self) -> None:
        """Those of the configuration, and TeachFlow's."""
        super().init_extensions()  # type: ignore[no-untyped-call]
        shell: Any = self.shell
        shell.extension_manager.load_extension(EXTENSION)


if __name__ == "__main__":
    TeachFlowKernelApp.launch_instance()
