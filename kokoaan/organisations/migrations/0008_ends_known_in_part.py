import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0007_index_for_sorting'),
        ('people', '0002_everyone'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='role_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
    ]
