"""Language analysis, ours and the same on every engine: `analyse(text, lang)`."""

from kokoaan.search.analysis.analyse import analyse, analysis_version
from kokoaan.search.analysis.tokens import Tokens, Word

__all__ = ["Tokens", "Word", "analyse", "analysis_version"]
