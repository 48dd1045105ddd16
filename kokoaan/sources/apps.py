from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "kokoaan.sources"
    verbose_name = _("sources")

    def ready(self) -> None:
        # Connectors know models, which must be there first.
        from kokoaan.projects.waiting import PUBLISHERS
        from kokoaan.sources.registry import SOURCES, practice_sources

        PUBLISHERS.update({key: SOURCES[key].publisher for key in practice_sources()})
