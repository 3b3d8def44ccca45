"""How good a translation is, and how right an alignment."""

from alignment.scoring.evaluation import BenchmarkPair, Evaluation, compare, evaluate, read_benchmark
from alignment.scoring.string_metrics import score_version

__all__ = ["BenchmarkPair", "Evaluation", "compare", "evaluate", "read_benchmark", "score_version"]
