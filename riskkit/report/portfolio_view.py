"""The parts of a view that tell all third parties together, and the way to one of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .. import figures
from ..errors import ParameterError, did_you_mean
from ..model.assessment import VendorRisk
from ..tables.vendors import by_verdict
from .method_block import vendor_method_parts
from .moves import moves
from .shown import Shown
from .vendor_front import vendor_card
from .vendor_view import VendorView

if TYPE_CHECKING:
    from ..model.assessment import Assessment
    from ..model.value import Language
    from ..tables.grid import Grid
    from ..tables.wording import Words


class PortfolioParts(ABC):
    """What a view shows of third parties; a part of `View`."""

    assessment: Assessment
    language: Language
    words: Words

    def vendor_map(self) -> Shown:
        """Show the gap of every vendor with its bounds, by inherent tier."""
        figure = figures.vendor_map(self.assessment, self.language)
        return self._picture(figure, self._grid("vendors"), "report.note_vendor_map")

    def vendor_heat(self) -> Shown:
        """Show the third parties by inherent tier and gap, named in their cells."""
        figure = figures.vendor_heat(self.assessment, self.language)
        return self._picture(figure, self._grid("vendor_heat"), "report.note_vendor_heat")

    def movers(self, folder: Path | str = "") -> Shown:
        """Show which third parties moved since the run before, of those kept below `folder`."""
        return moves(self.assessment, self.words, folder)

    def domain_map(self) -> Shown:
        """Show the gap of every vendor in every domain."""
        figure = figures.domain_map(self.assessment, self.language)
        return self._picture(figure, self._grid("vendor_domains"))

    def supply_chain(self) -> Shown:
        """Show who rests on whom, and what fails with each party."""
        figure = figures.supply_chain(self.assessment, self.language)
        return self._picture(figure, self._grid("suppliers"))

    def knockouts(self) -> Shown:
        """Show the fatal questions of all vendors."""
        figure = figures.knockout_matrix(self.assessment, self.language)
        return self._picture(figure, self._grid("knockouts"), "report.note_knockouts")

    def vendor_cards(self) -> Shown:
        """Show every vendor with its verdict, conditions and reasons."""
        vendors = by_verdict(self.assessment)
        return Shown(Markup("").join(vendor_card(self.assessment, self.words, v) for v in vendors))

    def vendor(self, id: str) -> VendorView:
        """Return one vendor's part of the assessment."""
        known: dict[str, VendorRisk] = {v.id: v for v in self.assessment.vendors}
        if id not in known:
            hint = did_you_mean(id, known) or f"there are {', '.join(known) or 'none'}"
            raise ParameterError(f"the assessment has no such vendor; {hint}")
        return VendorView(self.assessment, self.words, known[id])

    def vendor_method(self) -> Shown:
        """Show how third parties are judged, and what the numbers cannot say."""
        return Shown(*vendor_method_parts(self.assessment, self.words))

    @abstractmethod
    def _grid(self, name: str) -> Grid: ...

    @abstractmethod
    def _picture(self, figure: Any, grid: Grid, note: str = "") -> Shown: ...
