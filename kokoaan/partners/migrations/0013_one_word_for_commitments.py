import django.db.models.deletion
import kokoaan.lib.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0012_whose_in_the_counting'),
        ('people', '0002_everyone'),
    ]

    operations = [
        migrations.AlterField(
            model_name='commitment',
            name='side',
            field=models.CharField(choices=[('ours', 'ours'), ('theirs', 'theirs')], default='ours', max_length=6, verbose_name='whose commitment'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='unit',
            field=models.ForeignKey(blank=True, help_text='When it is our commitment.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit', verbose_name='unit that keeps it'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='what',
            field=kokoaan.lib.text.TextField(default=dict, verbose_name='what is to be done'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='who',
            field=models.CharField(blank=True, help_text='The office held, or the body.', max_length=200, verbose_name='who commits to it'),
        ),
    ]
