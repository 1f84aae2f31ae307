"""A notebook run by papermill in this process: no kernel to start, no socket to talk through.

papermill injects the parameters and keeps the state of the cells; the cells themselves run in
an IPython shell of their own, in a process that ends with the report (`printing`). Where a
shell is already at work, as in JupyterLab, an ordinary kernel is used instead.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from traitlets import Type

from .jobs import ReportError
from .parameters import checked

ENGINE = "riskkit"
_TIMEOUT = 600


class ShellEngine(Engine):
    """A papermill engine that runs the cells in an IPython shell inside this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Run every code cell in order; stop at the first that fails."""
        shell = _Shell()
        try:
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                nb_man.cell_start(cell, index)
                cell.outputs, failed = shell.run(cell.source)
                if failed:
                    nb_man.cell_exception(cell, index)
                nb_man.cell_complete(cell, index)
                if failed:
                    break
        finally:
            shell.close()


class _Results(DisplayHook):
    """The value of a cell's last line, published like anything else that is displayed."""

    def write_output_prompt(self) -> None:
        """Write no ``Out[n]``."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Publish the value."""
        shell: Any = self.shell
        shell.display_pub.publish(data=format_dict, metadata=md_dict or {})

    def finish_displayhook(self) -> None:
        """Write no line end."""


class _Interactive(InteractiveShell):
    displayhook_class = Type(_Results)


class _Shell:
    """One IPython shell, alone in the process, that leaves nothing behind."""

    def __init__(self) -> None:
        self._hooks = sys.displayhook, sys.excepthook
        self._shell: Any = _Interactive.instance(
            user_ns={"__name__": "__main__"}, banner1="", history_load_length=0
        )
        if self._shell.history_manager is not None:
            self._shell.history_manager.enabled = False
        self._shell.colors = "nocolor"

    def run(self, source: str) -> tuple[list[Any], bool]:
        """Run a cell; return its outputs and whether it failed."""
        with capture_output() as captured:
            result = self._shell.run_cell(source, store_history=False, silent=False)
        error = result.error_before_exec or result.error_in_exec
        outputs = [
            nbformat.v4.new_output("display_data", data=o.data, metadata=o.metadata or {})
            for o in captured.outputs
        ]
        if error:
            name = type(error).__name__
            outputs.append(
                nbformat.v4.new_output("error", ename=name, evalue=str(error), traceback=[])
            )
        return outputs, error is not None

    def close(self) -> None:
        """Give back what an IPython shell takes of its process."""
        if self._shell.history_manager is not None:
            self._shell.history_manager.end_session()
        self._shell.restore_sys_module_state()
        _Interactive.clear_instance()
        sys.displayhook, sys.excepthook = self._hooks
        gc.collect()


def run_notebook(
    path: Path, parameters: Mapping[str, Any], *, kernel: bool | None = None
) -> nbformat.NotebookNode:
    """Run a notebook with parameters and return it with its outputs.

    Parameters
    ----------
    path : Path
        The notebook; it is not changed.
    parameters : mapping
        Values for what its ``parameters`` cell declares.
    kernel : bool, optional
        Whether to start an ordinary kernel. By default only where an IPython shell is already
        at work in this process.

    Raises
    ------
    ParameterError
        If a parameter is unknown or of the wrong type.
    ReportError
        If a cell fails; the message names the cell and the kind of error.
    """
    notebook = nbformat.read(path, as_version=4)
    values = checked(notebook, parameters)
    if kernel is None:
        kernel = InteractiveShell.initialized()
    papermill_engines.register(ENGINE, ShellEngine)
    engine: dict[str, Any] = {"execution_timeout": _TIMEOUT} if kernel else {"engine_name": ENGINE}
    try:
        executed: nbformat.NotebookNode = execute_notebook(
            notebook,
            None,
            values,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            **engine,
        )
    except PapermillExecutionError as error:
        raise ReportError(
            f"{path.name}: cell {error.cell_index + 1} stopped with {error.ename}: {error.evalue}"
        ) from None
    return executed
