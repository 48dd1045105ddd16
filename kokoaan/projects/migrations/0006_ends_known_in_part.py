import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_everyone'),
        ('places', '0002_place_folded'),
        ('projects', '0005_joint_projects'),
        ('strategy', '0002_goal'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='countryprogramme',
            name='country_programme_ends_after_it_begins',
        ),
        migrations.RemoveConstraint(
            model_name='jointproject',
            name='joint_project_ends_after_it_begins',
        ),
        migrations.AddConstraint(
            model_name='countryprogramme',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='country_programme_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
        migrations.AddConstraint(
            model_name='jointproject',
            constraint=models.CheckConstraint(condition=models.Q(('ends', ''), ('begins', ''), ('ends__gte', django.db.models.functions.text.Substr(models.F('begins'), 1, django.db.models.functions.text.Length(models.F('ends')))), _connector='OR'), name='joint_project_ends_after_it_begins', violation_error_message='The end is before the beginning.'),
        ),
    ]
