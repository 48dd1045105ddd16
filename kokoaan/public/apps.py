from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "kokoaan.public"
    verbose_name = _("public")

    def ready(self) -> None:
        # Models must be there before their pages.
        from django.urls import reverse

        from kokoaan.partners.models import Tie
        from kokoaan.records.lasting import add_public_page

        # Ties of everyone stand on one page together.
        add_public_page(Tie, lambda tie: reverse("public:ties"))
