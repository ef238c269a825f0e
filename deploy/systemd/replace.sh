#!/bin/sh
# Replace all replicas one by one while learners work: each is left alone until it is ready. Arguments: their names.
# Ends at the first that does not become ready within a minute: the others then still run as before.
set -eu
for name in "$@"; do
  systemctl restart "cnnviz@$name"
  tries=0
  until curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:85$name/readyz"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo "cnnviz@$name does not become ready: journalctl -u cnnviz@$name" >&2
      exit 1
    fi
    sleep 1
  done
  echo "cnnviz@$name is ready."
done
