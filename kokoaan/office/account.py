"""One's own settings in the office: name, language, theme."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccount(AccountView):
    """Wagtail's page without the picture: uploads of people are not served here."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
