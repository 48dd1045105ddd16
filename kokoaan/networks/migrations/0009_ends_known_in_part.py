import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0008_one_fee_less'),
        ('organisations', '0008_ends_known_in_part'),
        ('people', '0002_everyone'),
        ('strategy', '0002_goal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_ends_after_it_begins',
        ),
        migrations.RemoveConstraint(
            model_name='seat',
            name='seat_ends_after_it_begins',
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='membership_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='seat_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
    ]
