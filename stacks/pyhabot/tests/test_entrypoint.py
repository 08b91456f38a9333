import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "entrypoint.sh"


def run(**variables):
    return subprocess.run(
        ["sh", str(SCRIPT), "sh", "-c", 'echo "$TELEGRAM_TOKEN ${TELEGRAM_TOKEN_FILE-unset}"'],
        env={"PATH": os.environ["PATH"], **variables}, capture_output=True, text=True, timeout=20, check=False,
    )


class Entrypoint(unittest.TestCase):
    def test_a_secret_comes_from_its_file_without_the_line_end(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("se'cret $(x)\n")
            file.flush()
            self.assertEqual(run(TELEGRAM_TOKEN_FILE=file.name).stdout, "se'cret $(x) unset\n")

    def test_a_secret_may_be_given_directly(self):
        self.assertEqual(run(TELEGRAM_TOKEN="one").stdout, "one unset\n")

    def test_both_and_a_lost_file_are_refused(self):
        both, lost = run(TELEGRAM_TOKEN="one", TELEGRAM_TOKEN_FILE="/dev/null"), run(TELEGRAM_TOKEN_FILE="/lost")
        self.assertEqual((both.returncode, both.stderr), (2, "error: both TELEGRAM_TOKEN and TELEGRAM_TOKEN_FILE are set\n"))
        self.assertEqual((lost.returncode, "TELEGRAM_TOKEN_FILE names '/lost'" in lost.stderr), (2, True))
