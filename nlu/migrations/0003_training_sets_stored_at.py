import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nlu', '0002_training_history'),
    ]

    operations = [
        migrations.RenameField('trainingset', 'created_at', 'stored_at'),
        migrations.AlterField(
            model_name='trainingset',
            name='stored_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='When a training last asked for it.'),
        ),
    ]
