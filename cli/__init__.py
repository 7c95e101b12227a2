"""The command line: runs one command and turns whatever goes wrong into one line and an exit code.

Exit codes: 0 all is well; 1 the command's own verdict was bad (lines with errors, findings, a
broken set-up); 2 a mistake in how it was called; 3 the model or its endpoint failed; 4 another
error that briefstar foresees; 70 an error that it does not; 130 stopped by Ctrl-C; 141 whoever
read the output closed it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ..errors import BriefstarError, ModelError, UsageError
from .terminal import Stopped, let_go_of_stdout, one_line, prepare_streams, say

_CODES = ((UsageError, 2), (ModelError, 3), (BriefstarError, 4))
_UNFORESEEN, _STOPPED, _PIPE_CLOSED = 70, 130, 141


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line on `args` (default: `sys.argv`) and return the exit code."""
    prepare_streams()
    try:
        return _run(sys.argv[1:] if args is None else args)
    except BriefstarError as error:
        say(str(error))
        return next(code for kind, code in _CODES if isinstance(error, kind))
    except Stopped as stopped:
        say(str(stopped))
        return _STOPPED
    except KeyboardInterrupt:
        say("stopped")
        return _STOPPED
    except BrokenPipeError:
        return _PIPE_CLOSED
    except Exception as error:
        return _unforeseen(error)
    finally:
        let_go_of_stdout()


def _run(args: Sequence[str]) -> int:
    from typer import Exit, TyperException
    from typer.main import get_command

    from .app import app

    command = get_command(app)
    try:
        with command.make_context("briefstar", list(args)) as context:
            command.invoke(context)
            sys.stdout.flush()
    except Exit as exit:
        return exit.exit_code
    except TyperException as error:
        at = getattr(error, "ctx", None)
        name = at.command_path if at else "briefstar"
        say(f"{one_line(error.format_message())} (see `{name} --help`)")
        return 2
    return 0


def _unforeseen(error: Exception) -> int:
    if os.environ.get("BRIEFSTAR_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        say(
            f"unexpected {type(error).__name__}: {error} "
            "(run `briefstar --debug …` or set BRIEFSTAR_DEBUG=1 to see where)"
        )
    return _UNFORESEEN
