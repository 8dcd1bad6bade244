package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A real broker for tests, in a process of its own on loopback.
final class Broker implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private static @Nullable Broker shared;
  private static int names;

  private final Path folder;
  private final int port;
  private final int controller;
  private Process process;

  private Broker(Path folder, int port, int controller) throws IOException {
    this.folder = folder;
    this.port = port;
    this.controller = controller;
    this.process = start();
  }

  /// A broker of its own.
  static Broker open() throws IOException {
    Path folder = Files.createTempDirectory("velostream-broker");
    Broker broker = new Broker(folder, freePort(), freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    broker.awaitReady();
    return broker;
  }

  /// The one that tests share which do nothing to it; ended with the JVM.
  static synchronized Broker shared() throws IOException {
    Broker open = shared;
    if (open == null) {
      open = open();
      shared = open;
    }
    return open;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerMain.class.getName(),
            folder.toString(),
            String.valueOf(port),
            String.valueOf(controller))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.txt").toFile()))
        .start();
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (Admin admin = admin()) {
        if (!admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty()) {
          return;
        }
      } catch (ExecutionException | java.util.concurrent.TimeoutException _) {
        // not yet: it is asked again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw new IOException(
        "the broker does not start: " + Files.readString(folder.resolve("out.txt")));
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /// Kills it, and starts it again over what it has on disk.
  void killAndRestart() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    process = start();
    awaitReady();
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers(), "request.timeout.ms", 5_000));
  }

  /// A new topic with a name of its own.
  String topic(int partitions) {
    String name;
    synchronized (Broker.class) {
      name = "t" + names++;
    }
    create(name, partitions, Map.of());
    return name;
  }

  void create(String name, int partitions, Map<String, String> settings) {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))
                      .configs(settings)))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void delete(String name) {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(name)).all().get();
      while (admin.listTopics().names().get().contains(name)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void grow(String name, int partitions) {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Deletes the messages before an offset.
  void expire(String name, int partition, long before) {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Producer<byte[], byte[]> producer() {
    return Clients.producer(
        new HashMap<>(Map.of("bootstrap.servers", servers(), "linger.ms", "2")));
  }

  /// Writes values to a partition.
  void write(String topic, int partition, String... values) {
    try (Producer<byte[], byte[]> producer = producer()) {
      for (String value : values) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  /// Writes a message with all that it can have.
  void write(ProducerRecord<byte[], byte[]> message) {
    try (Producer<byte[], byte[]> producer = producer()) {
      var _ = producer.send(message);
      producer.flush();
    }
  }

  /// All committed messages of a topic, partition by partition, as `key=value`, or `value` alone
  /// without keys.
  List<String> messages(String topic) {
    List<String> texts = new ArrayList<>();
    for (ConsumerRecord<ByteBuffer, ByteBuffer> message : records(topic)) {
      String value = text(message.value());
      texts.add(message.key() == null ? value : text(message.key()) + "=" + value);
    }
    return texts;
  }

  /// The same once there are so many: a transaction counts for its producer a little before readers
  /// see it.
  List<String> messages(String topic, int count) {
    long end = System.nanoTime() + READY.toNanos();
    List<String> found = messages(topic);
    while (found.size() < count && System.nanoTime() < end) {
      found = messages(topic);
    }
    return found;
  }

  private static String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? "null" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  /// All committed messages of a topic, partition by partition.
  List<ConsumerRecord<ByteBuffer, ByteBuffer>> records(String topic) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", servers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"));
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> all = new ArrayList<>();
    try (Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < ends.get(partition)) {
          consumer.poll(Duration.ofMillis(100)).records(partition).forEach(all::add);
        }
      }
    }
    return all;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      if (!Files.exists(folder)) {
        return; // closed before
      }
      try (var files = Files.walk(folder)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
