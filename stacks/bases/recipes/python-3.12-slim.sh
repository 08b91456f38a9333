reference=python:3.12-slim
foundation=debian
# Debian 12's Python is 3.11. Client libraries of chats and pages are not in the public image; they are here so that
# 'pip install' finds them satisfied without a network.
packages=(python3 python3-pip python3-venv python3-wheel python3-aiohttp python3-bs4 python3-tinydb python3-discord)
config=$python_config
try=(/usr/local/bin/python --version)

furnish() { # root
    python_as_published "$1" 3.11
}
