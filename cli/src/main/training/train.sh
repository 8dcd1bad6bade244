#!/bin/sh
# Makes the cache of loaded and linked classes that ./velostream starts with. The launcher starts this in the background and
# does not wait for it; whatever fails here, the command runs without a cache.
#
#   train.sh DIST BUILD KEY COMMAND JAVA OPTION…
#
# DIST      the folder with training/; the cache will be aot/KEY.aot
# BUILD     names the jars; caches of other builds are removed
# KEY       names the jars and the JDK; begins with BUILD and a dash
# COMMAND   the process to let pass first
# JAVA      and its OPTIONs, class path included, as the launcher gives them, to the letter
set -u
dist=$1 build=$2 key=$3 command=$4
shift 4
main=io.velostream.cli.Main
aot=$dist/aot
lock=$aot/$key.lock

mkdir -p "$aot" || exit 0
if ! mkdir "$lock"; then
  # Somebody is at it. If that process has died, the next start tries again.
  owner=$(cat "$lock/pid") || exit 0
  if [ -n "$owner" ] && ! kill -0 "$owner" && mkdir "$lock/removal"; then rm -rf "$lock"; fi
  exit 0
fi
trap 'rm -rf "$lock"' EXIT
trap 'exit 1' INT TERM
echo $$ >"$lock/pid" || exit 0
# Another may have finished between the launcher's look and the lock.
[ ! -e "$aot/$key.aot" ] || exit 0

# The command that is running has the processor first, but not for ever.
waits=0
while [ $waits -lt 20 ] && kill -0 "$command"; do
  sleep 1
  waits=$((waits + 1))
done

cd "$dist/training" || exit 0
cache=$lock/cache
learn() { "$@" "-XX:AOTCacheOutput=$cache" $main -f training.sql; }
# A cache that is not whole does not get through this.
prove() { "$@" -XX:AOTMode=on -XX:+VerifySharedSpaces "-XX:AOTCache=$cache" $main -c "SELECT 1"; }

if learn "$@" >"$lock/log" 2>&1 && [ -s "$cache" ] && prove "$@" >>"$lock/log" 2>&1; then
  mv "$cache" "$aot/$key.aot"
  for old in "$aot"/*; do
    case $old in
      "$aot/$build"-*) ;;
      *) rm -rf "$old" ;;
    esac
  done
else
  # The launcher sees this file and does not try again.
  mv "$lock/log" "$aot/$key.failed"
fi
