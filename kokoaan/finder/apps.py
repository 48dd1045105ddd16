from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinderConfig(AppConfig):
    name = "kokoaan.finder"
    verbose_name = _("finder")

    def ready(self) -> None:
        # Models must be there before the kinds of documents that are made of them.
        from kokoaan.finder.documents import NEEDS
        from kokoaan.finder.uid_links import TIES
        from kokoaan.records.pointing import add_uid_link
        from kokoaan.search.kinds import add_kind

        add_kind(NEEDS)
        add_uid_link(TIES)
