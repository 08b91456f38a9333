import tempfile
import unittest
from pathlib import Path

from bot_core_ai.migrations import Migration, MigrationError, pending, read

FIRST = Migration(1, "first", "SELECT 1")
SECOND = Migration(2, "second", "SELECT 2")


class PendingMigrations(unittest.TestCase):
    def test_all_of_them_on_an_empty_database(self):
        self.assertEqual(pending([FIRST, SECOND], {}), [FIRST, SECOND])

    def test_only_what_was_not_applied(self):
        self.assertEqual(pending([FIRST, SECOND], {1: FIRST.checksum}), [SECOND])

    def test_a_changed_file_is_refused(self):
        with self.assertRaisesRegex(MigrationError, "0001_first was changed after it had been applied"):
            pending([FIRST], {1: "another checksum"})

    def test_a_newer_database_is_refused(self):
        with self.assertRaisesRegex(MigrationError, "the database has migration 0002"):
            pending([FIRST], {1: FIRST.checksum, 2: SECOND.checksum})


class ReadingMigrations(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_in_the_order_of_their_versions(self):
        (self.folder / "0002_b.sql").write_text("SELECT 2")
        (self.folder / "0001_a.sql").write_text("SELECT 1")

        self.assertEqual([str(migration) for migration in read(self.folder)], ["0001_a", "0002_b"])

    def test_a_gap_is_refused(self):
        (self.folder / "0002_b.sql").write_text("SELECT 2")

        with self.assertRaisesRegex(MigrationError, "expected version 0001, found 0002_b"):
            read(self.folder)

    def test_a_strange_name_is_refused(self):
        (self.folder / "first.sql").write_text("SELECT 1")

        with self.assertRaisesRegex(MigrationError, "expected a name like 0001_what_it_does.sql"):
            read(self.folder)


if __name__ == "__main__":
    unittest.main()
