"""Knowledge: what a consultant could argue about, read from files and checked as one whole.

The files under ``riskkit/knowledge`` hold every weight, pattern, clause and sentence, each with
its source. An engagement may lay its own ``catalogue/*.yaml`` over them, one layer, and every
change is kept with file and line so that the report can print it.
"""

from .knowledge import Knowledge
from .loading import knowledge_with, load_knowledge
from .sentences import fill
from .yaml_files import YamlFile, read_yaml

__all__ = ["Knowledge", "YamlFile", "fill", "knowledge_with", "load_knowledge", "read_yaml"]
