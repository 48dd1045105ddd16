from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "kokoaan.desk"
    verbose_name = _("desk")

    def ready(self) -> None:
        # Models must be there before the kinds of documents that are made of them.
        from kokoaan.desk.documents import MEETINGS
        from kokoaan.search.kinds import add_kind

        add_kind(MEETINGS)
