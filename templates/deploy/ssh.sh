#!/usr/bin/env bash
# Un cluster de machines que l’on atteint par SSH, le temps d’un calcul.
# A cluster of machines that are reached over SSH, for the time of one run.
#
# 1. Un dossier partagé, au même chemin sur toutes les machines, avec ce projet et son environnement :
#    A shared folder, at the same path on all machines, with this project and its environment:
#      python3.11 -m venv .venv && .venv/bin/python -m pip install --require-hashes -r requirements.lock
#      .venv/bin/python -m pip install --no-deps --no-build-isolation .
# 2. Remplir les quatre lignes ci-dessous.   Fill in the four lines below.
# 3. bash ssh.sh DOSSIER...
#
# Qui atteint le port 8786 peut lancer du code : réseau fermé seulement, ou tls:// avec des certificats.
# Whoever reaches port 8786 can run code: closed networks only, or tls:// with certificates.
set -euo pipefail

SHARED=${SHARED:?le dossier partagé / the shared folder}
SCHEDULER=${SCHEDULER:?la machine de l’ordonnanceur / the machine of the scheduler}
WORKERS=${WORKERS:?les autres, séparées par des espaces / the others, with spaces between}
PAGES=${PAGES:-4} # pages à la fois sur chaque machine, 400 Mo chacune / pages at once on each, 400 MB each

PYTHON="$SHARED/.venv/bin/python"
FILE="$SHARED/scheduler-$$.json"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -f "$FILE"' EXIT

# -tt : ce qui tourne là-bas s’arrête avec nous / what runs there ends with us
ssh -tt "$SCHEDULER" "$PYTHON" -m dask scheduler --host "$SCHEDULER" --port "${PORT:-8786}" --no-dashboard \
  --scheduler-file "$FILE" </dev/null &
until [ -s "$FILE" ]; do sleep 1; done
for machine in $WORKERS; do
  ssh -tt "$machine" "$PYTHON" -m dask worker --host "$machine" --scheduler-file "$FILE" \
    --nworkers 1 --nthreads "$PAGES" --no-dashboard --death-timeout 60 </dev/null &
done

"$PYTHON" -m workbench run "$@" --cluster "$FILE" --out "$SHARED/runs"
