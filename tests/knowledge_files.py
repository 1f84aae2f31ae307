"""The domain knowledge as the tests read it: straight from the files, typed by its models."""

from pathlib import Path

import yaml

import riskkit
from riskkit.model.knowledge import Category, Control, Family, Law, Scenario, Term
from riskkit.model.pram import CostFactor, PramMethod
from riskkit.model.weights import Effect, ExposureFactor, Matrix, Pathway, Reach, Scale

FOLDER = Path(riskkit.__file__).parent / "knowledge"
MODELS = {
    "vocabularies.yaml": Term,
    "terms.yaml": Term,
    "categories.yaml": Category,
    "controls": Control,
    "families.yaml": Family,
    "capabilities.yaml": Family,
    "scenarios": Scenario,
    "pathways.yaml": Pathway,
    "exposure.yaml": ExposureFactor,
    "applies.yaml": Reach,
    "effects.yaml": Effect,
    "scales.yaml": Scale,
    "matrices.yaml": Matrix,
    "laws.yaml": Law,
    "pram.yaml": PramMethod,
    "pram": CostFactor,
}


def entries(name):
    path = FOLDER / name
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [
        entry
        for file in files
        for entry in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)["entries"]
    ]


def known_entries():
    """Return every entry of every file, typed, by file and id."""
    return {
        name: {e["id"]: model.model_validate(e) for e in entries(name)}
        for name, model in MODELS.items()
    }


def vocabulary_values(known):
    """Return the values of each vocabulary."""
    result = {}
    for term in known["vocabularies.yaml"].values():
        result.setdefault(term.vocabulary, set()).add(term.value)
    return result
