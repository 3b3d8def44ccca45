"""Every number that steers the aligner and the training, beside its reason. Those of the checks are in a table of theirs,
`checks/tables/evidence.tsv`."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

RESOURCES = Path(__file__).parent / "resources"
"""What ships with the package: the model and the lexicon, sentences and glossary."""

SHIPPED_MODEL = "kk-en-static"
"""Name of the default encoder, the static model in `alignment/resources/`."""


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Weights of the link score, a log-potential: the higher, the likelier the link.

    Fitted together by maximum likelihood on the development benchmarks (`benchmarks/fit_weights.py`), so that the
    posterior needs no further calibration. Only differences between alignments count: a 1:1 link of average length
    ratio has no term of its own beside its similarity.
    """

    similarity: float = -0.018
    """For each standard deviation that the cosine lies above that of unrelated text."""

    size_similarity: float = 0.707
    """The same, for each pair of units: (a + b) / 2 times the similarity. A merge must be worth both of its units."""

    edges: float = 0.411
    """For each standard deviation by which the two sides' first words, and their last words, are alike."""

    leak: float = -0.252
    """For each standard deviation by which the words beside a boundary are more like the unit across it than like their
    own: that boundary stands in different places on the two sides."""

    length: float = -0.929
    """For each e-fold by which the lengths in characters differ, after the texts' overall ratio; 2 at most."""

    length_gap: float = -0.17
    """For each √character by which they differ: the difference over the root of their mean, 15 at most. A long text
    differs more in characters than a short one, and less in proportion (Gale and Church, 1993)."""

    merge: float = -2.78
    """For each unit beyond one on either side."""

    deletion: float = -1.267
    """For a unit of average length without partner."""

    deletion_length: float = -0.214
    """For each e-fold by which such a unit is longer than average: page furniture is short."""

    deletion_block: float = 0.0
    """For such a unit in a passage that is missing as a whole, by how surely the first look found it so, from 0 to 1."""

    unfinished: float = -4.18
    """For a link that ends where the next unit goes on in the middle of a sentence, for each such side: a wrong cut."""

    unfinished_deletion: float = -2.402
    """The same for a unit without partner."""

    repeat: float = 0.922
    """For each e-fold of times that a unit without partner occurs on its side: page furniture recurs. As much is taken
    from a link with such units in which the two sides recur unequally, or which joins them with others."""

    heading: float = -4.0
    """For a link of a heading with body text, and for each heading in a merge. Not fitted: no benchmark has headings."""

    words: float = 0.0
    """For each unit of weight of the words that have a counterpart on the other side (`word_evidence`)."""


COARSE = LinkWeights(
    similarity=0.338,
    size_similarity=0.581,
    length=-4.227,
    length_gap=0.0,
    merge=-1.373,
    deletion=0.0,
    deletion_length=-0.274,
)
"""The weights of the search among pooled units. Where a block of hundreds of units is missing, each pays for its deletion:
they were fitted on close translation alone, which makes deletions cheap, and a coarse path needs no more. A deletion costs
nothing of its own: at -0.5 the path cut into what is left beside 600 missing units of 2,000 (strict F1 .953 instead of
.995)."""

SECOND_LOOK = LinkWeights(
    similarity=0.118,
    size_similarity=0.617,
    edges=0.405,
    leak=-0.288,
    length=-1.574,
    length_gap=-0.098,
    merge=-2.844,
    deletion=-0.576,
    deletion_length=0.492,
    deletion_block=3.065,
    unfinished=-5.282,
    unfinished_deletion=-2.497,
    repeat=1.433,
    words=0.018,
)
"""The weights of the second look, fitted with the words, for text of typical closeness."""

CLOSER = LinkWeights(
    similarity=-0.245,
    size_similarity=0.276,
    edges=0.117,
    leak=-0.131,
    length=0.214,
    length_gap=-0.041,
    merge=-0.16,
    deletion=0.744,
    deletion_length=-0.184,
    deletion_block=-0.677,
    unfinished=-1.576,
    unfinished_deletion=-0.163,
    repeat=0.665,
    words=-0.006,
    heading=0.0,
)
"""What each of them gains with every step of closeness: how close a translation is tells how much each term is worth."""


@dataclass(frozen=True, slots=True)
class AlignerSettings:
    """How the aligner searches."""

    coarse: LinkWeights = COARSE
    """Of the search for the neighbourhood in which long texts are aligned."""

    weights: LinkWeights = field(default_factory=LinkWeights)
    """Of the first look, which finds the likely links."""

    second_look: LinkWeights = SECOND_LOOK
    """Of the second look, at the likely links alone, which counts their words too; for typical closeness."""

    closer: LinkWeights = CLOSER
    """What the weights of the second look gain with every step of closeness."""

    typical_closeness: float = 0.58
    """The share of the words that have a counterpart in translated news. Literature shows .40, web pages .78."""

    closeness_step: float = 0.2
    """e-folds of that share."""

    least_likely: float = 0.01
    """Probability in the first look that a link needs for the second."""

    second_opinion_below: float = 0.9
    """Confidence below which a link, and the links beside it, are looked at by a second encoder where there is one. On
    literature .3 of the texts are then encoded. Higher limits cost more and brought nothing more, lower ones less
    (`benchmarks/README.md`)."""

    exact_cells: int = 100_000
    """Grids of up to so many states (316 units a side) are searched whole; larger ones in a band."""

    pool: int = 4
    """Units joined into one on the next coarser level."""

    radius: int = 8
    """Units of either side around the coarse path that the band takes in: two coarse units, more than a coarse slip."""

    def second_look_at(self, closeness: float) -> LinkWeights:
        """The weights of the second look for text of this closeness."""
        steps, gain = self.steps_of(closeness), asdict(self.closer)
        return LinkWeights(**{name: weight + steps * gain[name] for name, weight in asdict(self.second_look).items()})

    def steps_of(self, closeness: float) -> float:
        """The steps from the typical closeness to this one, as far as the benchmarks reach."""
        steps = math.log(max(closeness, 1e-3) / self.typical_closeness) / self.closeness_step
        return min(max(steps, -3.0), 2.0)


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How the static model is trained."""

    vocabulary: int = 20_000
    """Subword tokens. 30,000 retrieve .02 less of the development pairs."""

    dimension: int = 384
    """Length of a vector: 20,000 × 384 numbers of eight bits are 8 MB."""

    epochs: int = 15
    """Passes over the pairs; the loss is flat after twelve."""

    batch: int = 512
    """Pairs in a batch, each the others' negative."""

    learning_rate: float = 0.02
    """Peak rate of Adam, reached after a tenth of the steps, then falling to zero (one cycle)."""

    temperature: float = 0.12
    """Divides the cosines in the loss. .05, .07, .1, .12 and .15 retrieve .83, .89, .93, .93 and .94 of the development
    pairs, and .93, .97, .99, .98 and .98 of the X-WMT ones."""

    short_words: int = 3
    """Pairs of at most so many English words make batches of their own: a sentence is no hard negative to a word."""

    dropout: float = 0.05
    """Share of a text's tokens left out by chance at each sight, so that none is leant on alone."""

    teacher_weight: float = 2.0
    """How much 1 - cosine between a text's vector and its teacher's counts beside the contrastive loss."""

    taught_batch: int = 1280
    """Texts of which the teacher's vectors are seen at each step."""

    frequency_weight: float = 1e-3
    """a in a / (a + p): how strongly frequent tokens start out shortened (Arora, Liang and Ma, 2017)."""

    least_score: float = 0.2
    """Corpus pairs with a lower alignment score are left out: most are wrong."""

    folds: int = 5
    """Parts of the cross-validation when a model is adapted to reviewed pairs."""

    adaptation_epochs: int = 10
    """Passes over the reviewed pairs."""

    adaptation_rate: float = 0.002
    """Peak learning rate of an adaptation: a tenth of the training's, so that little is forgotten."""

    seed: int = 1
