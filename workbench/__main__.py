"""`python -m workbench` is the same as `workbench`."""

import sys

from workbench.commands import main

sys.exit(main())
