"""A text that is longer than a field takes is refused by name and length, and comes back whole."""

import pytest
from django.urls import reverse

from kokoaan.people.tests.office import client_of
from kokoaan.practices.models import Practice
from kokoaan.practices.register import PracticeRegister


def test_twenty_thousand_words_come_back_with_how_long_they_may_be(office):
    words = "sanoja " * 20_000
    form = {"title_fi": "Koulut", "problem_fi": words, "origin": "ours", "currency": "EUR"}
    form |= {"owner": office.city.pk, "circle": office.staff.pk}
    page = client_of(office.ella).post(reverse("practice:add"), form).content.decode()
    assert "The text in Finnish has 139,999 characters, and 20,000 is the most." in page
    assert words in page
    assert not Practice.objects.exists()


@pytest.mark.parametrize(("name", "most"), [("title", 1_000), ("problem", 20_000)])
def test_a_text_of_just_the_most_is_taken(office, name, most):
    field = PracticeRegister().get_form_class()(user=office.ella).fields[name]
    assert field.clean(["", "x" * most, ""]) == {"sv": {"text": "x" * most}}
    with pytest.raises(Exception, match="in Swedish"):
        field.clean(["", "x" * (most + 1), ""])
