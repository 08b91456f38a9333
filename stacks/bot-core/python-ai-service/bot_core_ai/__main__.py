"""Starts the service: python -m bot_core_ai"""

import logging
import signal
import sys
import threading

from .settings import SettingsError, load
from .server import Server


def main() -> int:
    try:
        settings = load()
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    logging.basicConfig(
        level=settings.log_level, stream=sys.stdout, format="%(asctime)s %(levelname)s %(message)s"
    )
    # At DEBUG it says at every question to the database that it starts.
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    server = Server(settings)

    # As the first process of a container we get no default handling of signals. shutdown() waits for the
    # loop that this handler interrupts, hence the thread.
    def stop(number, frame):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    logging.info("listening on port %d", settings.port)
    server.serve_forever()
    server.server_close()
    logging.info("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
