"""A school's best deployment from the hours there are: proposed, told, and kept as a scenario of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.rebalance import Proposal
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework

NOTE = "Proposed by a rebalance: the most need met from the hours there are."
NOTHING_BETTER = "No better deployment of these hours exists."


@dataclass(frozen=True)
class Proposed:
    """A proposal for one school, with the records it was made from."""

    urn: str
    proposal: Proposal
    records: Records
    framework: Framework

    def document(self) -> dict[str, object]:
        """What others read: ids, no names."""
        from sendsite.framework.rebalance.words import rebalance_document

        return rebalance_document(self.proposal, self.framework)

    def moves(self) -> tuple[str, ...]:
        """Each move in words, with names: for those who keep the register."""
        from sendsite.framework.rebalance.words import told

        staff = {row.staff_id: row.name for row in self.records.staff if row.school_urn == self.urn}
        pupils = {row.pupil_id: row.name for row in self.records.pupils if row.school_urn == self.urn}
        return tuple(told(move, staff, pupils) for move in self.proposal.moves)


def propose(folder: SiteFolder, urn: str, *, most_adults: int | None = None) -> Proposed:
    """The best deployment of one school's live hours; nothing is changed."""
    records, _ = folder.records()
    return proposed(records, folder.framework(), urn, most_adults=most_adults)


def proposed(records: Records, framework: Framework, urn: str, *, most_adults: int | None = None) -> Proposed:
    """The same from records at hand."""
    from sendsite.framework.columns import columns
    from sendsite.framework.insights.trial import alone
    from sendsite.framework.rebalance import locked_cells, rebalance

    everything = columns(records, framework)
    if urn not in everything.schools.urn:
        raise DataRefused(f"There is no school '{urn}' in the register. There are: {', '.join(everything.schools.urn) or 'none yet'}.")
    one = alone(everything, everything.schools.urn.index(urn))
    return Proposed(urn, rebalance(one, framework, locked=locked_cells(records, urn), most_adults=most_adults), records, framework)


def keep(folder: SiteFolder, found: Proposed, name: str, *, by: str) -> int:
    """
    Keep a proposal as a new scenario, by one edit that can be undone; answers with its number in the history.

    Refused where the name is taken, where there is nothing to move, or where the register was changed since.
    """
    from sendsite.framework.scenarios import scenario_name
    from sendsite.register import edits, facts
    from sendsite.register.proposals import proposed_scenario, taken_names

    wanted = scenario_name(name)
    if not found.proposal.better:
        raise DataRefused(f"{NOTHING_BETTER} There is nothing to keep as a scenario.")
    if not wanted:
        raise DataRefused(f"'{name}' cannot be the name of a scenario: it stands for the live deployment. Write another, such as More for red needs.")
    with folder.open_register() as register:
        records = facts.records(register)
        if wanted in taken_names(records, found.urn):
            raise DataRefused(f"There is a scenario '{wanted}' already. Write another name, or remove that one first.")
        if records != found.records:
            raise DataRefused("The register was changed while this was worked out. Run it again.")
        changes = proposed_scenario(records, found.urn, wanted, NOTE, found.proposal.moves)
        return edits.apply(register, changes, by=by, kind="rebalance", title=f"New scenario {wanted} from a rebalance")


def figures(found: Proposed) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for a reader at a terminal: each KPI, the SEI and the gap, now and if all is moved; what is not available is [x]."""
    from sendsite.framework.bands import available
    from sendsite.framework.model import KPIS

    def number(value: float) -> str:
        return f"{value:.2f}" if available(value) else "[x]"

    now, then = found.proposal.before.schools, found.proposal.after.schools
    rows = [[kpi, number(float(now.kpis[kpi].value[0])), number(float(then.kpis[kpi].value[0]))] for kpi in KPIS]
    rows.append(["SEI", number(float(now.sei.value[0])), number(float(then.sei.value[0]))])
    rows.append(["hours short of plans", number(float(now.hours.gap[0])), number(float(then.hours.gap[0]))])
    return ["", "now", "if moved"], rows
