reference=python:3.13-alpine3.21
# Debian 12's Python is 3.11. What a Django application needs is not in the public image; it is here so that
# 'pip install' finds it satisfied without a network.
packages=(python3 python3-pip python3-venv python3-django python3-psycopg2 python3-django-redis python3-daphne)
config=$python_config
try=(/usr/local/bin/python --version)

furnish() { # root
    python_also_known_as "$1" psycopg2-binary 2.9.5
    python_as_published "$1" 3.11
}
