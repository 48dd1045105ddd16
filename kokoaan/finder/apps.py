from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinderConfig(AppConfig):
    name = "kokoaan.finder"
    verbose_name = _("finder")

    def ready(self) -> None:
        # Models must be there first.
        from kokoaan.finder.uid_links import TIES
        from kokoaan.records.pointing import add_uid_link

        add_uid_link(TIES)
