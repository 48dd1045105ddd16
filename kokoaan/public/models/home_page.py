from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from kokoaan.library.showing import in_brief
from kokoaan.public.figures import figures
from kokoaan.public.models.section_page import Section
from kokoaan.public.news import news
from kokoaan.public.sections import addresses
from kokoaan.public.worldwide import ties_on_a_map

# Practices on the front page: the best proven ones.
FEW = 3


class HomePage(Page):  # type: ignore[misc]
    """The front door: what this is for, four figures, the map, what is going on, and where to go."""

    lead = models.TextField(_("purpose, in one sentence"), max_length=300)
    # What somebody else has counted, beside what has been entered here.
    counted = models.PositiveIntegerField(_("memberships that another has counted"), null=True, blank=True)
    counted_by = models.CharField(_("who counted them"), max_length=100, blank=True)
    counted_source = models.URLField(_("where that is written"), max_length=500, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("counted"), FieldPanel("counted_by"), FieldPanel("counted_source")],
            heading=_("A count of memberships made elsewhere"),
        ),
    ]
    template = "public/home_page.html"
    # Editors see sections in the order of the menu.
    admin_default_ordering = "ord"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["public.SectionPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        at, brief = addresses(), in_brief(FEW)
        return {
            **context,
            "figures": figures(self, at, brief),
            "map": ties_on_a_map(at[Section.PARTNERS]),
            "news": news(at),
            "practices": brief.best,
        }
