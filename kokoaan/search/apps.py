from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "kokoaan.search"
    verbose_name = _("search")

    def ready(self) -> None:
        # Models must be there before the kinds of documents that are made of them.
        from kokoaan.search.kinds import complete

        complete()
