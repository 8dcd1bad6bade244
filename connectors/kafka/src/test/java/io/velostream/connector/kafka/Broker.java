package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// A real broker for tests, in a process of its own on loopback.
final class Broker implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private static final int MEGABYTES = 400;

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
    this.process = start(false);
  }

  /// A broker of its own.
  static Broker open() throws IOException {
    return open(freePort(), freePort(), Map.of());
  }

  /// A broker of its own.
  ///
  /// @param port where the listener is that all the methods here use
  /// @param controller the port of its other half
  /// @param settings that it has besides, or instead
  static Broker open(int port, int controller, Map<String, String> settings) throws IOException {
    Path folder = Files.createTempDirectory("velostream-broker");
    Files.writeString(
        folder.resolve("more.properties"),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .collect(Collectors.joining()));
    Broker broker = new Broker(folder, port, controller);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    broker.awaitReady();
    return broker;
  }

  /// One that has a second listener, which tells clients that it is at another port.
  ///
  /// @param port of the listener that all the methods here use
  /// @param behind the port of the second
  /// @param told where clients find that, by what they are told
  static Broker openBehind(int port, int behind, int told) throws IOException {
    String listeners = "PLAINTEXT://127.0.0.1:%d,PROXIED://127.0.0.1:%d";
    int controller = freePort();
    return open(
        port,
        controller,
        Map.of(
            "listeners",
            listeners.formatted(port, behind) + ",CONTROLLER://127.0.0.1:" + controller,
            "advertised.listeners",
            listeners.formatted(port, told),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT"));
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

  /// A port that nobody has, and that the system gives to nobody who asks for any: a connection of
  /// somebody else could have it when a broker is started, or started again. Even one that tries to
  /// reach a broker that is away could be given its port, and reach itself.
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it: another one is tried.
      }
    }
  }

  private Process start(boolean recording) throws IOException {
    String[] arguments = {folder.toString(), String.valueOf(port), String.valueOf(controller)};
    return (recording
            ? ForkedJvm.recording(BrokerMain.class, MEGABYTES, arguments)
            : ForkedJvm.of(BrokerMain.class, MEGABYTES, arguments))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.txt").toFile()))
        .start();
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + READY.toNanos();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers(),
            "request.timeout.ms", 2_000,
            "default.api.timeout.ms", 2_000); // closing waits for what is asked
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port);
          Admin admin = Admin.create(settings)) {
        if (!admin.describeCluster().nodes().get().isEmpty()) {
          return;
        }
      } catch (ConnectException | ExecutionException _) {
        sleep(20); // not yet: it is asked again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw new IOException(
        "the broker does not start: " + Files.readString(folder.resolve("out.txt")));
  }

  private static void sleep(int millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Ends it as an operator does, and starts it again; twice, so that later starts are faster.
  void restartPolitely() throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    process = start(true);
    awaitReady();
    process.destroy();
    process.waitFor();
    restart();
  }

  /// Starts one that was killed over what it has on disk.
  void restart() throws IOException {
    process = start(false);
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
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(settings);
    try (Admin admin = admin()) {
      make(admin, topic);
      Topics.awaitLeaders(
          admin,
          IntStream.range(0, partitions)
              .mapToObj(number -> new TopicPartition(name, number))
              .toList());
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes a topic, as soon as the broker is there: it may have been killed.
  private static void make(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    for (int tries = 1; ; tries++) {
      try {
        admin.createTopics(List.of(topic)).all().get();
        return;
      } catch (ExecutionException e) {
        if (tries > 1 && e.getCause() instanceof TopicExistsException) {
          return; // the answer to an earlier question was lost
        }
        boolean away =
            e.getCause() instanceof RetriableException
                || e.getCause() instanceof InvalidReplicationFactorException; // not let in yet
        if (!away || System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
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
