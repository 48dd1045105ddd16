from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = "kokoaan.duplicates"
    verbose_name = _("duplicates")

    def ready(self) -> None:
        # Models must be there before the kinds that are compared.
        from kokoaan.duplicates.already import BY_RULE
        from kokoaan.duplicates.finding import finder_of
        from kokoaan.duplicates.forgetting import forget_verdicts
        from kokoaan.duplicates.kinds import KINDS
        from kokoaan.records.erasing import ALSO
        from kokoaan.records.likeness import add_finder

        for name, kind in KINDS.items():
            add_finder(kind.model, finder_of(name, kind))
        for model, finder in BY_RULE.items():
            add_finder(model, finder)
        ALSO.append(forget_verdicts)
