#!/bin/sh
# Installs Debian's awscli, which the tests of host/awscli compare to. Does nothing where it is installed; needs root.
# Where there is no apt-get it says what is missing, and those tests fail, no others.
set -eu
if [ -x /usr/bin/aws ]; then
	exit 0
fi
if ! command -v apt-get >/dev/null; then
	echo "there is no apt-get here: host/awscli and host/precheck/peers will fail, they need /usr/bin/aws of Debian's or Ubuntu's package awscli" >&2
	exit 0
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends awscli
