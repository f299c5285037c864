#!/bin/sh
# Installs the bundle where there is no network, and audits a report with the command and over HTTP.
# tests/bundle.sh BUNDLE.tar.gz   with the Python that PYTHON names
set -eu
if [ -z "${CUT_OFF:-}" ]; then
    exec env CUT_OFF=1 unshare --map-root-user --net "$0" "$@"
fi
ip link set lo up
bundle=$1
python=${PYTHON:-python3}
work=$(mktemp -d)
service=
finish() {
    [ -z "$service" ] || kill -INT "$service" 2> /dev/null || true
    [ -z "$service" ] || wait "$service" || true
    rm -rf "$work"
}
trap finish EXIT

"$python" -c 'import socket, sys
try:
    socket.create_connection(("192.0.2.1", 80), 1)
except OSError as error:
    sys.exit(error.errno != 101 and f"the network is not cut off: {error}")
sys.exit("the network is not cut off")'

tar -xzf "$bundle" -C "$work"
cd "$work"/report-audit-*
mv docs/rules.md docs/kept
echo "not what was packed" > docs/rules.md
if PYTHON=$python ./install.sh "$work/installed" > /dev/null 2> /dev/null; then
    echo "a bundle that was changed is installed" >&2
    exit 1
fi
mv docs/kept docs/rules.md
PYTHON=$python ./install.sh "$work/installed"

found=$("$work/installed/bin/report-audit" examples/report-with-defects.txt) && exit 1
echo "$found" | grep -q ARI01

cd "$work"
: > said
AUDIT_DATA_DIR="$work/var" AUDIT_PORT=0 AUDIT_WORKERS=1 "$work/installed/bin/python" -m service > "$work/said" 2> "$work/log" &
service=$!
for _ in $(seq 300); do
    url=$(sed -n 's/^Ready at \([^ ]*\).*/\1/p' "$work/said")
    [ -z "$url" ] || break
    sleep 0.1
done
curl -sf --noproxy '*' -H 'Prefer: wait=20' -F "file=@$(echo "$work"/report-audit-*/examples/report-with-defects.txt)" "$url/v1/audits" | grep -q '"verdict":"fail"'
curl -sf --noproxy '*' "$url/" | grep -q '<html'
echo "installed and run without network: $("$python" --version)"
