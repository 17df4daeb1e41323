#!/bin/sh
printf "a 1\nb 2\nc{"
