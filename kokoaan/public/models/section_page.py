from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from kokoaan.public.rows import ROWS

PLAIN = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class Section(models.TextChoices):
    """What a section is about: which rows stand below its text, and its colour."""

    STRATEGY = "strategy", _("strategy and goals")
    PARTNERS = "partners", _("partner cities and ties")
    NETWORKS = "networks", _("networks and memberships")
    ADVOCACY = "advocacy", _("the European Union and the joint EU office")
    COOPERATION = "cooperation", _("joint projects and country programmes")
    PRACTICES = "practices", _("practices to learn from and to share")
    APPEAL = "appeal", _("attractiveness: talent, investment, visitors")
    COMMUNITY = "community", _("the international community")
    TEXT = "text", _("text only")


class SectionPage(Page):  # type: ignore[misc]
    """One section: text that editors write, and below it the section's public rows as they are today."""

    section = models.CharField(_("rows below the text"), max_length=12, choices=Section, default=Section.TEXT)
    menu_name = models.CharField(_("name in the menu"), max_length=24, blank=True)
    lead = models.TextField(_("lead"), max_length=300)
    body = RichTextField(_("text"), features=PLAIN, blank=True)
    next_step = RichTextField(_("what to do next"), features=["bold", "italic", "link", "ul"], blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("menu_name", "lead", "body", "section", "next_step", "source")),
    ]
    template = "public/section_page.html"
    # Editors see sections in the order of the menu.
    admin_default_ordering = "ord"
    parent_page_types: ClassVar[list[str]] = ["public.HomePage", "public.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["public.SectionPage"]

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = ROWS.get(self.section)
        return {**context, **(rows() if rows else {}), "rows": f"public/rows/{self.section}.html" if rows else ""}
