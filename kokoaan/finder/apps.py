from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinderConfig(AppConfig):
    name = "kokoaan.finder"
    verbose_name = _("finder")

    def ready(self) -> None:
        # Models must be there before the kinds of documents that are made of them.
        from kokoaan.finder.documents import NEEDS
        from kokoaan.search.kinds import add_kind

        add_kind(NEEDS)
