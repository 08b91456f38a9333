reference=prom/prometheus:v2.42.0
packages=(prometheus)
# Its pages' scripts and fonts; the API and the expression browser's data do without.
leave_out='libjs-.*|fonts-.*|javascript-common|prometheus-node-exporter.*|dbus.*|smartmontools|moreutils'
config='"User": "nobody", "WorkingDir": "/prometheus", "Entrypoint": ["/bin/prometheus"],
    "Cmd": ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
    "ExposedPorts": { "9090/tcp": {} }, "Volumes": { "/prometheus": {} }'
try=(prometheus --version)

furnish() { # root
    mkdir -p "$1/prometheus"
    chown 65534:65534 "$1/prometheus"
}
