"""HiGHS, asked in the two ways that filling a rota needs: what cannot be exceeded, and the best among some.

One thread, no random start and limits counted in steps: the same program has the same answer every time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mitzvah_desk.solver.program import Program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Tick = Callable[[], None]
_WHOLE = 0.99
"""Points are whole numbers: less than one apart is no difference."""


@dataclass(frozen=True)
class Relaxed:
    """The program with people cut into pieces: nothing can be better than that.

    Attributes:
        bound: the most points any rota can have.
        values: how much of each column it takes.
        prices: what a column that is not taken would cost, 0 or less.
    """

    bound: float
    values: "NDArray[np.float64]"
    prices: "NDArray[np.float64]"


@dataclass(frozen=True)
class Solved:
    """The best rota found among the columns allowed.

    Attributes:
        chosen: its choices; None where none was found.
        bound: the most points any rota of these columns can have.
    """

    chosen: tuple[int, ...] | None
    bound: float


@dataclass(frozen=True)
class Limits:
    """When to stop without a proof.

    Attributes:
        nodes: branches looked at, in any case.
        work: branches times choices, beyond those: a large rota takes longer for each.
        seconds: a safety net only, far beyond what a synagogue's rota takes.
    """

    nodes: int = 50
    work: int = 500_000
    seconds: float = 600


class Solver:
    """A program in HiGHS. ``tick`` is called often and may raise: the solver stops and the error goes on."""

    def __init__(self, program: Program, tick: Tick, limits: Limits) -> None:
        import highspy

        self._program = program
        self._tick = tick
        self._limits = limits
        self._error: BaseException | None = None
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("random_seed", 1),
            ("mip_rel_gap", 0.0),
            ("time_limit", limits.seconds),
        ):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(program.model())
        self._highs.cbMipInterrupt += self._go_on
        self._highs.cbSimplexInterrupt += self._go_on

    def aim(self, costs: Sequence[float], minimum: int = 0, extra: int = 0) -> None:
        """Sets the points, and the numbers that may not be lost for them."""
        import numpy as np

        columns = np.arange(self._program.size, dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, np.array(costs, dtype=np.float64))
        for row, floor in zip(self._program.floors, (minimum, extra), strict=True):
            self._highs.changeRowBounds(row, floor, float("inf"))

    def relax(self) -> Relaxed | None:
        """Solves the program with people cut into pieces; None where the safety net caught it."""
        import highspy
        import numpy as np

        self._highs.setOptionValue("solve_relaxation", True)
        self._run()
        self._highs.setOptionValue("solve_relaxation", False)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Relaxed(
            self._highs.getInfo().objective_function_value,
            np.array(solution.col_value),
            np.minimum(0.0, np.array(solution.col_dual)),
        )

    def solve(self, allowed: "NDArray[np.bool_]", start: Sequence[int], *, slack: float) -> Solved:
        """Solves the program with the choices allowed, from a rota that is known.

        Args:
            allowed: which choices may be taken.
            start: the rota; its choices are all allowed.
            slack: so many points below the best of these are good enough.
        """
        import numpy as np

        nodes = self._limits.nodes + self._limits.work // max(1, int(allowed.sum()))
        self._highs.setOptionValue("mip_max_nodes", nodes)
        self._highs.setOptionValue("mip_abs_gap", max(_WHOLE, slack))

        choices = self._program.choices
        columns = np.arange(choices, dtype=np.int32)
        nothing = np.zeros(choices)
        self._highs.changeColsBounds(choices, columns, nothing, allowed.astype(np.float64))
        everything = np.arange(self._program.size, dtype=np.int32)
        self._highs.setSolution(self._program.size, everything, np.array(self._program.values(start)))
        self._run()
        info = self._highs.getInfo()
        found = None
        if info.primal_solution_status == 2:
            values = np.array(self._highs.getSolution().col_value)[:choices]
            found = tuple(int(index) for index in np.flatnonzero(values > 0.5))
        bound = info.mip_dual_bound
        self._highs.changeColsBounds(choices, columns, nothing, np.ones(choices))
        return Solved(found, bound)

    def _run(self) -> None:
        self._highs.run()
        if self._error is not None:
            raise self._error

    def _go_on(self, event: Any) -> None:  # noqa: ANN401
        """No error may pass through the solver's own code, so it is kept for afterwards."""
        if self._error is None:
            try:
                self._tick()
            except BaseException as error:  # noqa: BLE001
                self._error = error
        event.interrupt(self._error is not None)
