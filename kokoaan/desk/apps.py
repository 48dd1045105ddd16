from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "kokoaan.desk"
    verbose_name = _("desk")

    def ready(self) -> None:
        # Models must be there before what is made of them.
        from kokoaan.desk import signs
        from kokoaan.networks.models import Membership
        from kokoaan.partners.models import Tie
        from kokoaan.strategy.sleeping import add_signs

        add_signs(Tie, signs.of_tie)
        add_signs(Membership, signs.of_membership)
