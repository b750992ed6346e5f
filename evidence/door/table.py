"""The answer to a question, as rows, an Arrow table or a pandas frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in a fixed order. Its Arrow metadata names the publication and its content hash."""

    arrow: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.arrow.column_names)

    def rows(self) -> list[dict[str, Any]]:
        """One mapping a row; None where the report does not say."""
        rows: list[dict[str, Any]] = self.arrow.to_pylist()
        return rows

    def pandas(self) -> pd.DataFrame:
        """A pandas frame. Whole numbers stay whole where values are missing (Int64)."""
        import pandas as pd

        kinds = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(),
                 pa.bool_(): pd.BooleanDtype()}  # fmt: skip
        return self.arrow.to_pandas(types_mapper=kinds.get)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def __repr__(self) -> str:
        return f"<table of {len(self)} rows: {', '.join(self.columns)}>"
