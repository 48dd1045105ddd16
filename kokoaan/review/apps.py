from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "kokoaan.review"
    verbose_name = _("review")

    def ready(self) -> None:
        # Models must be there before what is made of them.
        from kokoaan.review.documents import BENEFITS
        from kokoaan.search.kinds import add_kind

        add_kind(BENEFITS)
