#!/bin/sh
# Asks before it does anything, for the pictures.
echo "Deploying shop 2.4.0 to staging"
echo "  3 migrations, 12 files"
printf 'Proceed? [y/N] '
read -r answer
[ "$answer" = y ] && echo "Deployed." || { echo "Nothing was done."; exit 1; }
