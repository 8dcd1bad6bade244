#!/bin/sh
# Runs a broker of Kafka on loopback, for trying things out: run.sh ROOT JAVA_HOME [--port PORT] [--data FOLDER]
# Its jars come from Maven; what it keeps is in target/dev-kafka of the checkout, unless told otherwise.
set -eu
root=$1
java=$2/bin/java
shift 2
port=9092
data=$root/target/dev-kafka
while [ $# -gt 0 ]; do
  case $1 in
    --port | --data)
      [ $# -gt 1 ] || { echo "velostream: $1 needs a value" >&2; exit 64; }
      if [ "$1" = --port ]; then port=$2; else data=$2; fi
      shift 2
      ;;
    *)
      echo "usage: velostream dev-kafka [--port PORT] [--data FOLDER]" >&2
      exit 64
      ;;
  esac
done
case $port in
  '' | *[!0-9]*) echo "velostream: not a port: $port" >&2; exit 64 ;;
esac
mkdir -p "$data"
data=$(CDPATH='' cd -- "$data" && pwd -P)

version=$(sed -n 's:.*<kafka\.version>\(.*\)</kafka\.version>.*:\1:p' "$root/pom.xml")
jars=$root/target/dev-kafka-$version.classpath
if [ ! -s "$jars" ]; then
  echo "velostream: fetching a broker of version $version with Maven" >&2
  mvn -B -ntp -q -f "$root/build-tools/dev-kafka/pom.xml" -Dkafka.version="$version" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile="$jars.new" </dev/null >&2
  mv "$jars.new" "$jars"
fi
class_path=$(cat "$jars")

controller=$((port + 1))
cat >"$data/server.properties" <<EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$port
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=$data/log
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
EOF
if [ ! -e "$data/log/meta.properties" ]; then
  "$java" -cp "$class_path" kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAQ -c "$data/server.properties" >"$data/format.txt" 2>&1 ||
    { cat "$data/format.txt" >&2; exit 70; }
fi
echo "velostream: broker on 127.0.0.1:$port, data in $data; Ctrl-C ends it" >&2
exec "$java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$class_path" kafka.Kafka "$data/server.properties"
