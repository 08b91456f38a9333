reference=python:3.9-slim
foundation=debian
# Debian 12's Python is 3.11. requests is not in the public image; it is here so that 'pip install' finds it satisfied
# without a network.
packages=(python3 python3-pip python3-venv python3-wheel python3-requests tzdata)
config=$python_config
try=(/usr/local/bin/python --version)

furnish() { # root
    python_as_published "$1" 3.11
}
