#!/bin/sh
# The age of the newest backup, as a script of a few lines has it.
cat <<'PAGE'
# HELP backup_age_seconds How old the newest backup is.
# TYPE backup_age_seconds gauge
backup_age_seconds{repository="home"} 3600
backup_age_seconds{repository="mail"} 7.2e3
PAGE
