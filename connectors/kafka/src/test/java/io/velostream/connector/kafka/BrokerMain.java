package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A broker of one node, in a process of its own: `BrokerMain FOLDER PORT CONTROLLER_PORT`. What is
/// in the folder outlives it. Settings in `more.properties` there come last, and so before these.
///
/// Its session is short: one that was killed can sign on again only when that is over.
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path properties = folder.resolve("server.properties");
    String port = arguments[1];
    String controller = arguments[2];
    Files.createDirectories(folder);
    Files.writeString(
        properties,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$s
        listeners=PLAINTEXT://127.0.0.1:%1$s,CONTROLLER://127.0.0.1:%2$s
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$s
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        num.network.threads=1
        num.io.threads=2
        auto.create.topics.enable=false
        log.retention.ms=-1
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=300
        transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
        """
                .formatted(port, controller, folder.resolve("log"))
            + Files.readString(folder.resolve("more.properties")));
    if (!Files.exists(folder.resolve("log").resolve("meta.properties"))) {
      int code =
          kafka.tools.StorageTool.execute(
              new String[] {"format", "-t", "AAAAAAAAAAAAAAAAAAAAAQ", "-c", properties.toString()},
              new PrintStream(System.out, true, StandardCharsets.UTF_8));
      if (code != 0) {
        throw new IOException("the folder of the broker cannot be made: " + code);
      }
    }
    kafka.Kafka.main(new String[] {properties.toString()});
  }
}
