"""Every number that steers the program, beside its reason."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Weights of the link score, a log-potential: the higher, the likelier the link.

    Fitted together by maximum likelihood on the development benchmarks (`benchmarks/fit_weights.py`), so that the
    posterior needs no further calibration. Only differences between alignments count: a 1:1 link of average length
    ratio has no term of its own beside its similarity.
    """

    similarity: float = 1.744
    """For each standard deviation that the cosine lies above that of unrelated text."""

    size_similarity: float = 0.823
    """The same, for each pair of units: (a + b) / 2 times the similarity. A merge must be worth both of its units."""

    length: float = -4.465
    """For each e-fold by which the lengths in characters differ, after the texts' overall ratio; 2 at most."""

    length_variance: float = -0.2728
    """For the squared deviation of the lengths in standard deviations (Gale and Church, 1993); 40 at most."""

    merge: float = -2.042
    """For each unit beyond one on either side."""

    many_to_many: float = 0.921
    """For each unit beyond one on the shorter side: a 2:2 is a moved boundary, not two merges."""

    deletion: float = -2.592
    """For a unit of average length without partner."""

    deletion_length: float = -0.225
    """For each e-fold by which such a unit is longer than `average_length`: page furniture is short."""

    heading_mismatch: float = -4.0
    """For a link of a heading with body text, and for each heading in a merge. Not fitted: no benchmark has headings."""


@dataclass(frozen=True, slots=True)
class AlignerSettings:
    """How the aligner searches."""

    weights: LinkWeights = field(default_factory=LinkWeights)

    average_length: float = 90.0
    """Characters; the zero point of `deletion_length`."""

    length_variance: float = 6.8
    """Variance of a character's translation, in characters (Gale and Church, 1993)."""

    exact_cells: int = 250_000
    """Grids of up to so many states (500 units a side) are searched whole; larger ones in a band. Below half a second."""

    pool: int = 4
    """Units joined into one on the next coarser level."""

    radius: int = 20
    """Units on each side of the coarse path that the band takes in: five coarse units, more than a coarse slip."""


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How the static model is trained."""

    vocabulary: int = 16_000
    """Subword tokens. 8,000 and 30,000 retrieve .03 less of the development pairs."""

    dimension: int = 256
    """Length of a vector: 16,000 × 256 half-precision numbers are 8 MB."""

    epochs: int = 15
    """Passes over the pairs; the loss is flat after twelve."""

    batch: int = 512
    """Pairs in a batch, each the others' negative."""

    learning_rate: float = 0.02
    """Peak rate of Adam, reached after a tenth of the steps, then falling to zero (one cycle)."""

    temperature: float = 0.05
    """Divides the cosines in the loss. Usual for sentence embeddings."""

    frequency_weight: float = 1e-3
    """a in a / (a + p): how strongly frequent tokens start out shortened (Arora, Liang and Ma, 2017)."""

    least_score: float = 0.2
    """Corpus pairs with a lower alignment score are left out: most are wrong."""

    lexicon_repeats: int = 3
    """Times that a lexicon entry is seen in each epoch: it is clean, and short."""

    seed: int = 1
