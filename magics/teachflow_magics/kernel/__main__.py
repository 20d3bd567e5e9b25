"""What Jupyter starts: IPython's kernel, which loads the extension by itself.

The extension is loaded by calling its function. IPython's list of extensions does not
know of it then, so that a lesson's own ``%load_ext teachflow`` says nothing.
"""

from __future__ import annotations

from ipykernel.kernelapp import IPKernelApp

from teachflow_magics.extension import load_ipython_extension


class TeachFlowKernelApp(IPKernelApp):
    """The application around a kernel."""

    def init_extensions(self) -> None:
        """Those of the configuration, and TeachFlow's."""
        super().init_extensions()  # type: ignore[no-untyped-call]
        load_ipython_extension(self.shell)


if __name__ == "__main__":
    TeachFlowKernelApp.launch_instance()
