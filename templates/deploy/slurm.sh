#!/usr/bin/env bash
# Un calcul sur un cluster SLURM : sbatch slurm.sh DOSSIER...
# A run on a SLURM cluster: sbatch slurm.sh DOSSIER...
#
# Un dossier que tous les nœuds voient au même chemin, avec ce projet et son environnement :
# A folder that all nodes see at the same path, with this project and its environment:
#   python3.11 -m venv .venv && .venv/bin/python -m pip install --require-hashes -r requirements.lock
#   .venv/bin/python -m pip install --no-deps --no-build-isolation .
#
# Nœuds, processeurs, mémoire et durée : à adapter.   Nodes, processors, memory and time: adapt them.
#SBATCH --job-name=workbench
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=8
#SBATCH --mem-per-cpu=800M
#SBATCH --time=02:00:00
set -euo pipefail

SHARED=${SHARED:-$SLURM_SUBMIT_DIR} # le dossier partagé / the shared folder
PYTHON="$SHARED/.venv/bin/python"
FILE="$SHARED/scheduler-$SLURM_JOB_ID.json"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -f "$FILE"' EXIT

"$PYTHON" -m dask scheduler --host "$(hostname)" --port 0 --no-dashboard --scheduler-file "$FILE" &
until [ -s "$FILE" ]; do sleep 1; done
# un processus par nœud, une page par processeur / one process a node, one page a processor
srun bash -c '"$0" -m dask worker --host "$(hostname)" --scheduler-file "$1" --nworkers 1 \
  --nthreads "$SLURM_CPUS_PER_TASK" --no-dashboard --death-timeout 60' "$PYTHON" "$FILE" &

"$PYTHON" -m workbench run "$@" --cluster "$FILE" --out "$SHARED/runs"
