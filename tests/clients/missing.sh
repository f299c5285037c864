#!/bin/sh
# Prints the packages of Debian that bring what `make clients` needs and is absent: Java, and Node 20.19 or newer with npm.
is_new='const [major, minor] = process.versions.node.split("."); if (major < 20 || (major == 20 && minor < 19)) process.exit(1)'
command -v java > /dev/null || echo default-jre-headless
{ node -e "$is_new" && command -v npm; } > /dev/null 2>&1 || echo nodejs npm
