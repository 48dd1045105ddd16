from kokoaan.lib.text import text
from kokoaan.practices.models import Practice
from kokoaan.records.changing import create

TOLD = {
    "promise": text(en="Residents see on one map when their street is cleared of snow."),
    "problem": text(en="Nobody knew when the plough would come."),
    "solution": text(en="Every plough sends its place to an open map."),
    "process": text(en="Three districts tried it first."),
    "results": text(en="Fewer calls, and fewer cars towed away."),
    "failed": text(en="The first map broke down on the first day of snow."),
    "conditions": text(en="Ploughs with receivers."),
    "transfer_reason": text(en="Two other cities have done it."),
}


def make_practice(office, title="Snow map", **changed):
    fields = {"owner": office.strategy, "circle": office.staff, **changed}
    return create(Practice(title=text(en=title), **fields), by=None)
