from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "kokoaan.office"
    verbose_name = _("office")

    def ready(self) -> None:
        # Models must be there before what is suggested of them.
        from kokoaan.desk.suggesting import add_suggester
        from kokoaan.office.suggestions import givers

        add_suggester("giver", givers)
