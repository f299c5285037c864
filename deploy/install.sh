#!/bin/sh
# Installs the service from what lies beside this script; no network is asked.
# ./install.sh [FOLDER]   into FOLDER, /opt/report-audit if none is named; PYTHON=python3.12 chooses the Python.
set -eu
cd "$(dirname "$0")"
folder=${1:-/opt/report-audit}
python=${PYTHON:-python3}

sha256sum --check --quiet SHA256SUMS
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed: PYTHON=python3.11 ./install.sh")'
"$python" -m venv "$folder"
set --
for lock in requirements/*.lock; do
    set -- "$@" -r "$lock"
done
pip() {
    "$folder/bin/python" -m pip --isolated --quiet --disable-pip-version-check install --no-index "$@"
}
pip --find-links wheels --only-binary :all: --require-hashes "$@"
pip --no-deps --force-reinstall wheels/report_audit-*.whl
"$folder/bin/python" -m pip --disable-pip-version-check check

cat <<END
Installed in $folder. To run it in the foreground:
  AUDIT_DATA_DIR=/var/lib/report-audit $folder/bin/python -m service
To have systemd run it: deploy/README.md
END
