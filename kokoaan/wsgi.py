import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
application = get_wsgi_application()

# After the server has forked: neither the model of meaning nor the index may be shared with another process.
from kokoaan.warming import warm_in_background  # noqa: E402

warm_in_background()
