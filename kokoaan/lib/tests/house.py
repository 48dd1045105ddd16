"""A database that other processes reach, for tests that kill them."""

import os
import sqlite3

from django.db import connection


class House:
    """The test's database as other processes reach it: of SQLite a copy in folder, of PostgreSQL itself."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "kokoaan.sqlite3"
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
        else:
            settings = connection.settings_dict
            host = f"?host={settings['HOST']}" if settings["HOST"].startswith("/") else ""
            server = "" if host else settings["HOST"]
            password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
            self.url = f"postgres://{settings['USER']}{password}@{server}/{settings['NAME']}{host}"

    @property
    def environ(self):
        url = f"sqlite:///{self.file}" if connection.vendor == "sqlite" else self.url
        known = {"KOKOAAN_DEBUG": "1", "KOKOAAN_VAR": str(self.folder), "KOKOAAN_DATABASE": url}
        return {**os.environ, **known, "DJANGO_SETTINGS_MODULE": "kokoaan.settings"}
