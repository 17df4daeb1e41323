#!/bin/sh
echo '# a comment'
echo 'cpu,host=server\ 1 user=1.5,system=2i,idle=true,name="x" 1767225599000000000'
