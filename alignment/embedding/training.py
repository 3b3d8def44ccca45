"""Trains the static model: one vector a token, such that translations have alike sums.

Contrastive learning with in-batch negatives (van den Oord, Li and Vinyals, 2018): in each batch, every Kazakh text must
find its English partner among all the others, and the reverse. Beside it, a teacher may say where texts lie that have no
partner (distillation: Hinton, Vinyals and Dean, 2015; Reimers and Gurevych, 2020). Texts are the sums of their tokens'
vectors, so training takes minutes on two cores. A tokenizer that romanizes Cyrillic lets names and numbers share tokens
across the languages.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignment.embedding.encoders import Encoder, Progress
from alignment.embedding.vectors import Vectors, normalized
from alignment.exceptions import ModelException, OutputException
from alignment.languages import ROMAN, romanize
from alignment.records import TextPair
from alignment.settings import TrainingSettings

_UNKNOWN = "[UNK]"
_HIGHEST = 127  # of eight bits


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training run came to."""

    pairs: int
    tokens: int
    loss: float
    """Cross-entropy in nats over the last epoch, both directions' mean."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a model tells the translations of some texts from each other."""

    retrieval: float
    """Share of texts whose nearest neighbour on the other side is their translation; both directions' mean."""

    loss: float
    """Cross-entropy in nats, which still tells models apart where retrieval is perfect."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """What an adaptation came to: figures on pairs that the model in question was not trained on."""

    pairs: int
    before: Fit
    after: Fit

    @property
    def gained(self) -> bool:
        """Whether the adapted model is the better one: a lower loss, and retrieval the same but for one text in a hundred,
        which is chance on the few pairs there are."""
        return self.after.loss < self.before.loss and self.after.retrieval >= self.before.retrieval - 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Where a teacher puts some texts."""

    texts: list[str]

    rows: Vectors
    """One a text, L2-normalized, shape (texts, dimension)."""


def teach(teacher: Encoder, sides: Sequence[Sequence[str]], dimension: int, progress: Progress | None = None) -> Taught:
    """Ask a teacher about the texts of each language. O(texts) of its work.

    A text's language is the most that a multilingual model's vector tells, so each language's mean is subtracted; then the
    vectors are turned to their `dimension` principal components, filled up with zeros where they have fewer numbers.
    """
    total = sum(map(len, sides))
    done, centred = 0, []
    for texts in sides:
        step = (lambda n, _, before=done: progress(before + n, total)) if progress else None
        rows = teacher.encode(texts, step)
        centred.append(normalized(rows - rows.mean(axis=0)) if len(rows) else rows)
        done += len(texts)
    rows = np.concatenate(centred)
    if dimension < rows.shape[1]:
        _, directions = np.linalg.eigh(rows.T @ rows)  # in ascending order of variance
        rows = normalized(rows @ directions[:, : -dimension - 1 : -1])
    rows = np.pad(rows, ((0, 0), (0, max(0, dimension - rows.shape[1]))))
    return Taught([text for texts in sides for text in texts], rows)


def train(
    output: Path,
    pairs: Sequence[TextPair],
    *,
    texts: Iterable[str] = (),
    taught: Taught | None = None,
    sources: Mapping[str, str] | None = None,
    settings: TrainingSettings | None = None,
    progress: Progress | None = None,
) -> Trained:
    """Train a static model and save it as a folder that model2vec and sentence-transformers both load.

    Args:
        output: the model's folder; it must not exist, or hold a model, which is replaced.
        pairs: Kazakh–English pairs; one that counts more than once stands there so often.
        texts: further texts that the tokenizer should know.
        taught: texts that a teacher has placed, by vectors of `settings.dimension` numbers.
        sources: what the pairs and texts come from, by name, for the model's record; such as each file's SHA-256.

    Raises:
        ModelException: there are too few pairs.
        OutputException: the folder cannot be written.
    """
    settings = settings or TrainingSettings()
    refuse_overwriting(output)
    if len(pairs) < settings.batch:
        raise ModelException(
            "{number} pairs are too few to train on: give at least {least}", number=len(pairs), least=settings.batch
        )
    lessons = taught.texts if taught else []
    tokenizer = _train_tokenizer([*(text for pair in pairs for text in pair), *texts, *lessons], settings.vocabulary)
    table, loss = _train_vectors(tokenizer, pairs, settings, progress, taught=taught)
    record = {
        "settings": asdict(settings),
        "data": dict(sources or {}),
        "pairs": len(pairs),
        "taught": len(lessons),
        "loss": round(loss, 4),
    }
    _save(output, tokenizer, table, record)
    return Trained(len(pairs), len(table), loss)


def _train_tokenizer(texts: Iterable[str], vocabulary: int) -> Any:
    """A unigram subword tokenizer (Kudo, 2018) over romanized lower-case text."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), *(normalizers.Replace(a, b) for a, b in ROMAN.items())]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary, unk_token=_UNKNOWN, special_tokens=[_UNKNOWN], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def adapt(
    base: Path,
    pairs: Sequence[TextPair],
    replay: Sequence[TextPair],
    output: Path,
    *,
    settings: TrainingSettings | None = None,
    progress: Progress | None = None,
) -> Adapted:
    """Continue training a static model on reviewed pairs, and keep the result if it is better on pairs it never saw.

    Args:
        base: the model's folder.
        pairs: reviewed pairs of the texts that the model is to know better.
        replay: other pairs, of which the model sees some all the while so that it does not forget.
        output: the new model's folder, written only if cross-validation over `settings.folds` folds shows a gain.

    Raises:
        ModelException: there are too few pairs, or the model cannot be continued.
        OutputException: the folder cannot be written.
    """
    from model2vec import StaticModel

    settings = settings or TrainingSettings()
    refuse_overwriting(output)
    if len(pairs) < 2 * settings.folds:
        raise ModelException(
            "{number} accepted pairs are too few to adapt to: accept at least {least}",
            number=len(pairs),
            least=2 * settings.folds,
        )
    model = StaticModel.from_pretrained(base)
    if model.token_mapping is not None:
        raise ModelException("{name}: a model with a quantized vocabulary cannot be trained further", name=base)
    tokenizer, table = model.tokenizer, np.asarray(model.embedding, dtype=np.float32)
    if model.weights is not None:
        table = table * np.asarray(model.weights, dtype=np.float32)[:, None]
    random = np.random.default_rng(settings.seed)
    gentle = replace(
        settings,
        epochs=settings.adaptation_epochs,
        learning_rate=settings.adaptation_rate,
        batch=min(settings.batch, max(4, len(pairs) // 4)),
    )
    folds = np.array_split(random.permutation(len(pairs)), settings.folds)

    def continued(chosen: Sequence[int], round_: int) -> Vectors:
        """The table after training on the chosen pairs and as many others."""
        others = random.permutation(len(replay))[: len(chosen)].tolist()
        mixed = [pairs[i] for i in chosen] + [replay[i] for i in others]
        step = (lambda done, total: progress(round_ * total + done, (len(folds) + 1) * total)) if progress else None
        return _train_vectors(tokenizer, mixed, gentle, step, table)[0]

    def fit_of(candidate: Vectors, held_out: Sequence[int]) -> Fit:
        return _fit(tokenizer, candidate, pairs, held_out, settings.temperature)

    result = Adapted(len(pairs), *_cross_validate(table, folds, continued, fit_of))
    if result.gained:
        final = continued(range(len(pairs)), len(folds))
        record = {"base": base.name, "settings": asdict(gentle), "pairs": len(pairs), "validation": asdict(result)}
        _save(output, tokenizer, final, record)
    return result


def _cross_validate(
    table: Vectors,
    folds: Sequence[np.ndarray],
    continued: Callable[[Sequence[int], int], Vectors],
    fit_of: Callable[[Vectors, Sequence[int]], Fit],
) -> tuple[Fit, Fit]:
    """How well the table finds each fold's translations, and how well those do that are trained on all but that fold; the
    folds' means."""
    fits: list[tuple[Fit, Fit]] = []
    for round_, fold in enumerate(folds):
        held_out = fold.tolist()
        after = continued(np.setdiff1d(np.concatenate(folds), fold).tolist(), round_)
        fits.append((fit_of(table, held_out), fit_of(after, held_out)))
    before, afterwards = (
        Fit(float(np.mean([fit.retrieval for fit in column])), float(np.mean([fit.loss for fit in column])))
        for column in zip(*fits, strict=True)
    )
    return before, afterwards


def _fit(tokenizer: Any, table: Vectors, pairs: Sequence[TextPair], places: Sequence[int], temperature: float) -> Fit:
    """How well the table finds the translations of the pairs at `places` among all of them."""
    kk, en = (
        normalized(np.stack([table[ids].sum(axis=0) for ids in _token_ids(tokenizer, [pair[side] for pair in pairs])]))
        for side in (0, 1)
    )
    found, losses = [], []
    for cosines in (kk[places] @ en.T, en[places] @ kk.T):
        found.append(cosines.argmax(axis=1) == places)
        scaled = cosines / temperature
        losses.append(np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(places)), places])
    return Fit(float(np.mean(found)), float(np.mean(losses)))


def _train_vectors(
    tokenizer: Any,
    pairs: Sequence[TextPair],
    settings: TrainingSettings,
    progress: Progress | None,
    start_from: Vectors | None = None,
    taught: Taught | None = None,
) -> tuple[Vectors, float]:
    """The token table, shape (tokens, dimension), and the last epoch's mean loss."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    kk, en = (_token_ids(tokenizer, [pair[side] for pair in pairs]) for side in (0, 1))
    usable = np.array([place for place in range(len(pairs)) if len(kk[place]) and len(en[place])], dtype=np.int64)
    are_short = np.array([len(pairs[place][1].split()) <= settings.short_words for place in usable])
    if start_from is None:
        counts = np.bincount(np.concatenate(kk + en), minlength=tokenizer.get_vocab_size())
        weight = settings.frequency_weight / (settings.frequency_weight + counts / counts.sum())
        random_rows = torch.randn(len(counts), settings.dimension) / settings.dimension**0.5
        table = random_rows * torch.from_numpy(weight[:, None]).float()
    else:
        table = torch.from_numpy(start_from.copy())
    table.requires_grad_()
    lessons = _Lessons(tokenizer, taught, settings.taught_batch, random) if taught and taught.texts else None

    batches = len(usable) // settings.batch
    steps = settings.epochs * batches
    optimizer = torch.optim.Adam([table], lr=settings.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.learning_rate, total_steps=steps, pct_start=max(0.1, 2 / steps)
    )
    target = torch.arange(settings.batch)
    losses: list[float] = []
    for step in range(steps):
        if step % batches == 0:
            order = _batches((usable[are_short], usable[~are_short]), settings.batch, random)
            losses = []
        chosen = order.pop()
        sides = (_encode(table, [ids[i] for i in chosen], settings.dropout, random) for ids in (kk, en))
        cosines = next(sides) @ next(sides).T / settings.temperature
        loss = (cross_entropy(cosines, target) + cross_entropy(cosines.T, target)) / 2
        losses.append(loss.item())
        if lessons:
            ids, rows = lessons.next()
            told = (_encode(table, ids, settings.dropout, random) * torch.from_numpy(rows)).sum(dim=1)
            loss = loss + settings.teacher_weight * (1 - told.mean())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if progress:
            progress(step + 1, steps)
    return table.detach().numpy(), float(np.mean(losses))


def _batches(kinds: Sequence[NDArray[np.int64]], size: int, random: np.random.Generator) -> list[NDArray[np.int64]]:
    """Batches of places in any order, each of one kind, since another kind's texts are told apart too easily to teach
    anything. What is too few for a batch of its kind is mixed; what is left over waits for another epoch."""
    batches, rest = list[NDArray[np.int64]](), list[NDArray[np.int64]]()
    for places in map(random.permutation, kinds):
        whole = len(places) // size * size
        batches += np.split(places[:whole], whole // size) if whole else []
        rest.append(places[whole:])
    mixed = random.permutation(np.concatenate(rest))
    batches += [mixed[start : start + size] for start in range(0, len(mixed) - size + 1, size)]
    return [batches[place] for place in random.permutation(len(batches))]


def _encode(table: Any, ids: Sequence[np.ndarray], dropout: float, random: np.random.Generator) -> Any:
    """The normalized sum of each text's token vectors, of which a share is left out by chance. The first of one
    or two always counts."""
    import torch
    from torch.nn.functional import embedding_bag, normalize

    lengths = np.array([len(text) for text in ids])
    starts = np.cumsum(lengths) - lengths
    kept = random.random(lengths.sum()) >= dropout
    kept[starts[lengths < 3]] = True
    sums = embedding_bag(
        torch.from_numpy(np.concatenate(ids)),
        table,
        torch.from_numpy(starts),
        mode="sum",
        per_sample_weights=torch.from_numpy(kept.astype(np.float32)),
    )
    return normalize(sums, dim=1)


class _Lessons:
    """What a teacher said, batch by batch and over again in another order."""

    def __init__(self, tokenizer: Any, taught: Taught, batch: int, random: np.random.Generator) -> None:
        self._ids = _token_ids(tokenizer, taught.texts)
        self._rows = taught.rows
        self._usable = np.array([place for place, ids in enumerate(self._ids) if len(ids)])
        self._batch = min(batch, len(self._usable))
        self._random = random
        self._order = self._usable[:0]

    def next(self) -> tuple[list[np.ndarray], Vectors]:
        """The tokens of some texts, and where they lie; shape of these (texts, dimension)."""
        if len(self._order) < self._batch:
            self._order = self._random.permutation(self._usable)
        chosen, self._order = self._order[: self._batch], self._order[self._batch :]
        return [self._ids[place] for place in chosen], self._rows[chosen]


def _token_ids(tokenizer: Any, texts: Sequence[str]) -> list[np.ndarray]:
    unknown = tokenizer.token_to_id(_UNKNOWN)
    encodings = tokenizer.encode_batch_fast([romanize(text) for text in texts], add_special_tokens=False)
    return [np.array([i for i in encoding.ids if i != unknown], dtype=np.int64) for encoding in encodings]


def refuse_overwriting(output: Path) -> None:
    """A folder that is there must be empty or hold a model. Worth asking before the pairs are read.

    Raises:
        OutputException: it holds something else.
    """
    try:
        other = (
            output.exists()
            and not (output / "model.safetensors").is_file()
            and (not output.is_dir() or any(output.iterdir()))
        )
    except (OSError, ValueError) as error:
        raise _unwritable(output, error) from None
    if other:
        raise OutputException("{name}: there is something else here; name a new folder for the model", name=output)


def _unwritable(output: Path, error: Exception) -> OutputException:
    reason = getattr(error, "strerror", None) or error
    return OutputException("{name}: the model cannot be written ({reason})", name=output, reason=reason)


def _save(output: Path, tokenizer: Any, table: Vectors, record: dict[str, Any]) -> None:
    """Write the folder beside its place, then rename it. A row is kept as whole numbers and their scale, which is the
    token's weight to those who read it: half the size of half-precision numbers, and as good."""
    from model2vec import StaticModel

    scales = np.abs(table).max(axis=1) / _HIGHEST
    scales[tokenizer.token_to_id(_UNKNOWN)] = 0.0
    numbers = np.round(np.divide(table, scales[:, None], out=np.zeros_like(table), where=scales[:, None] > 0))
    model = StaticModel(
        numbers.astype(np.int8), tokenizer, weights=scales.astype(np.float32), normalize=True, max_length=None
    )
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".alignment-", dir=output.parent) as temporary:
            folder = Path(temporary) / "model"
            model.save_pretrained(folder)
            (folder / "README.md").unlink(missing_ok=True)
            if (output / "README.md").is_file():  # a model card outlives a new training
                shutil.copy(output / "README.md", folder)
            (folder / "training.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
            if output.exists():
                output.rename(Path(temporary) / "old")
            folder.rename(output)
    except Exception as error:  # the libraries that write the parts have exceptions of their own
        raise _unwritable(output, error) from None
