from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "kokoaan.practices"
    verbose_name = _("practices")

    def ready(self) -> None:
        # Models must be there before what is made of them.
        from django.urls import reverse

        from kokoaan.practices.models import Practice
        from kokoaan.practices.reading.keeping import forget
        from kokoaan.practices.told import gaps_seen
        from kokoaan.records.erasing import ALSO
        from kokoaan.records.gaps import add_gaps
        from kokoaan.records.lasting import add_public_page

        add_public_page(Practice, lambda practice: reverse("practices:practice", args=[practice.uid]))
        ALSO.append(forget)
        add_gaps(Practice, gaps_seen)
