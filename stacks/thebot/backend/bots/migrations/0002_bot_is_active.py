from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bots", "0001_initial")]
    operations = [migrations.AddField("Bot", "is_active", models.BooleanField(default=True))]
