from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "kokoaan.imports"
    verbose_name = _("imports")

    def ready(self) -> None:
        # Models must be there before what is made of them.
        from kokoaan.imports.forgetting import forget_rows
        from kokoaan.records.erasing import ALSO

        ALSO.append(forget_rows)
