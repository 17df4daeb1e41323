#!/bin/sh
echo a 1
echo "the disk is gone" >&2
exit 2
