from kokoaan.organisations.models import Organisation


def make_organisation(name="Example harbour", *, owner, circle, **changed):
    return Organisation.objects.create(name=name, owner=owner, circle=circle, **changed)
