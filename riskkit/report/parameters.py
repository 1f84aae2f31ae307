"""The parameters of a notebook: declared in its ``parameters`` cell, checked before they are set.

papermill writes parameter *names* into code as they come and only warns of unknown ones; here
a name that the notebook does not declare, or a value of another type, is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ParameterError, did_you_mean

TAG = "parameters"
_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_LONGEST = 4096


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: its name, its type and its default."""

    name: str
    type: type
    default: Any


def declared(notebook: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the parameters that a notebook's ``parameters`` cell declares.

    Raises
    ------
    ParameterError
        If there is not exactly one such cell, or a line in it is anything but an annotated
        assignment of a plain value.
    """
    cells = [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and TAG in cell["metadata"].get("tags", [])
    ]
    if len(cells) != 1:
        raise ParameterError(f"a notebook needs one cell tagged `{TAG}`, not {len(cells)}")
    try:
        statements = ast.parse("".join(cells[0]["source"])).body
    except SyntaxError:
        raise ParameterError(f"the cell tagged `{TAG}` is not Python") from None
    parameters = [_parameter(statement) for statement in statements]
    return {parameter.name: parameter for parameter in parameters}


def checked(notebook: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` if the notebook takes every one of them.

    Raises
    ------
    ParameterError
        If a name is no identifier or not declared, or a value is not of the declared type.
        The message never quotes what was given.
    """
    known = declared(notebook)
    for name, value in values.items():
        if not name.isidentifier() or name not in known:
            hint = did_you_mean(str(name), known)
            takes = f"it takes {', '.join(known)}"
            raise ParameterError(f"the notebook has no such parameter; {hint or takes}")
        _check_value(known[name], value)
    return dict(values)


def _check_value(parameter: Parameter, value: Any) -> None:
    whole = parameter.type is float and type(value) is int
    if type(value) is not parameter.type and not whole:
        raise ParameterError(f"parameter {parameter.name} takes a {parameter.type.__name__}")
    if isinstance(value, str) and (len(value) > _LONGEST or "\0" in value):
        raise ParameterError(f"parameter {parameter.name} takes at most {_LONGEST} characters")


def _parameter(statement: ast.stmt) -> Parameter:
    match statement:
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=ast.Name(id=kind), value=ast.expr() as value
        ) if kind in _TYPES:
            try:
                default = ast.literal_eval(value)
            except ValueError:
                raise ParameterError(f"the default of parameter {name} is no plain value") from None
            return Parameter(name, _TYPES[kind], default)
    raise ParameterError(
        f'line {statement.lineno} of the `{TAG}` cell is not written `name: str = "value"`'
    )
