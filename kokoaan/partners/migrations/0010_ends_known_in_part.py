import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0008_ends_known_in_part'),
        ('partners', '0009_index_for_sorting'),
        ('people', '0002_everyone'),
        ('places', '0002_place_folded'),
        ('strategy', '0002_goal'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='tie',
            name='tie_ends_after_it_begins',
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='tie_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
    ]
