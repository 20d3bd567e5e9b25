"""``python -m teachflow``: adds the kernel "TeachFlow" to Jupyter, or takes it away."""

from __future__ import annotations

import sys

try:
    from teachflow_magics.kernel.command import main
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Type: pip install 'teachflow[notebook]'")

if __name__ == "__main__":
    sys.exit(main())
