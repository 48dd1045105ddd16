from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "kokoaan.review"
    verbose_name = _("review")

    def ready(self) -> None:
        # Models must be there before what is made of them.
        from kokoaan.networks.models import Membership
        from kokoaan.partners.models import Tie
        from kokoaan.records.hanging import Section, add_section
        from kokoaan.review import signs
        from kokoaan.review.models import GIVERS, Benefit
        from kokoaan.strategy.sleeping import add_signs

        for model, link in GIVERS.items():
            add_section(model, Section(Benefit, link, ("kind", "day", "evidence"), adding_url_name="review:log"))
        add_signs(Tie, signs.of_tie)
        add_signs(Membership, signs.of_membership)
