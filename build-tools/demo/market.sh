#!/bin/sh
# The demonstration of examples/market-kafka: a broker of its own on loopback, topics, a feed of trades, eleven streams over
# them, and a file that goes through a topic to a file. Ends the broker and leaves nothing but target/demo/market.
# market.sh ROOT [--port PORT]
set -eu
root=$1
shift
port=29092
if [ "${1:-}" = --port ] && [ $# -eq 2 ]; then
  port=$2
  shift 2
fi
if [ $# -gt 0 ]; then
  echo "usage: velostream demo market [--port PORT]" >&2
  exit 64
fi
cd "$root" # the paths in the scripts begin here
work=target/demo/market
scripts=examples/market-kafka
rm -rf "$work"
mkdir -p "$work/broker"
VELOSTREAM_DEMO_BROKER=127.0.0.1:$port
export VELOSTREAM_DEMO_BROKER

./velostream topic --help >/dev/null # builds what is out of date, before the broker waits for it
./velostream dev-kafka --port "$port" --data "$work/broker" >"$work/broker.log" 2>&1 &
broker=$!
trap 'kill "$broker" 2>/dev/null || true; wait "$broker" 2>/dev/null || true; rm -rf "$work/broker"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tries=0
until ./velostream topic list --servers "$VELOSTREAM_DEMO_BROKER" >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -gt 30 ] || ! kill -0 "$broker" 2>/dev/null; then
    echo "velostream: the broker does not start; see $work/broker.log" >&2
    trap - EXIT
    kill "$broker" 2>/dev/null || true
    exit 69
  fi
  sleep 1
done
for topic in $(sed -n "s/.*'topic' = '\([a-z_]*\)'.*/\1/p" "$scripts/tables.sql" "$scripts/files.sql"); do
  ./velostream topic create "$topic" --partitions 4 --servers "$VELOSTREAM_DEMO_BROKER"
done
cat "$scripts/tables.sql" "$scripts/feed.sql" "$scripts/streams.sql" "$scripts/results.sql" "$scripts/files.sql" >"$work/market.sql"
./velostream run "$work/market.sql"
