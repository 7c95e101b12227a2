"""Run all benchmarks, one after another: `make bench`."""

from __future__ import annotations

import brief
import grade
import impact
import overhead

if __name__ == "__main__":
    overhead.main([])
    raise SystemExit(brief.main([]) or grade.main([]) or impact.main([]))
