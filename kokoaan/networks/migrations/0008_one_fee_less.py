from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("networks", "0007_fees_by_year")]

    operations = [
        migrations.RemoveField(
            model_name='membership',
            name='currency',
        ),
        migrations.RemoveField(
            model_name='membership',
            name='fee',
        ),
    ]
