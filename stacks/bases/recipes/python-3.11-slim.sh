reference=python:3.11-slim
foundation=debian
# asyncpg is not in the public image. It is here so that 'pip install' of it finds it satisfied without a network.
packages=(python3 python3-pip python3-venv python3-asyncpg)
config=$python_config
try=(/usr/local/bin/python --version)

furnish() { # root
    python_as_published "$1" 3.11
}
