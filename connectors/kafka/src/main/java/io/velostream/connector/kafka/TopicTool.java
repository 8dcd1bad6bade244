package io.velostream.connector.kafka;

import io.velostream.columnar.error.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// `velostream topic`: looks at topics, makes them, and fills them from standard input.
public final class TopicTool {
  private static final String USAGE =
      """
      usage: velostream topic COMMAND [NAME] [OPTIONS]
        list                     the names of all topics
        describe NAME            partitions and their offsets
        create NAME              makes a topic
        print NAME               messages that come; with --from-beginning those that are there
        produce NAME             a message for each line of standard input
      options:
        --servers HOST:PORT,…    where brokers are; localhost:9092 if not given
        --partitions N           of a topic that is made; 1 if not given
        --from-beginning         all messages that there are, and no more
        --limit N                so many messages at most
        --key-separator TEXT     produce: what stands between key and value; print: likewise
      """;

  private static final int USAGE_ERROR = 64;
  private static final int USER_ERROR = 1;
  private static final int ENVIRONMENT_ERROR = 3;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Map<String, String> options;
  private final InputStream in;
  private final PrintStream out;

  private TopicTool(Map<String, String> options, InputStream in, PrintStream out) {
    this.options = options;
    this.in = in;
    this.out = out;
  }

  /// Runs the tool, and exits.
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.in, out, err));
  }

  /// Runs the tool.
  ///
  /// @return the exit code
  static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--from-beginning")) {
        options.put(word, "");
      } else if (List.of("--servers", "--partitions", "--limit", "--key-separator").contains(word)
          && i + 1 < arguments.size()) {
        options.put(word, arguments.get(++i));
      } else {
        words.add(word);
      }
    }
    boolean list = words.equals(List.of("list"));
    if (!list && (words.size() != 2 || words.getLast().startsWith("-"))) {
      err.print(USAGE);
      return USAGE_ERROR;
    }
    TopicTool tool = new TopicTool(options, in, out);
    try {
      return tool.run(words.getFirst(), words.getLast(), err);
    } catch (UserException e) {
      err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (NumberFormatException e) {
      err.println("error: not a number: " + e.getMessage());
      return USAGE_ERROR;
    } catch (KafkaException | ExecutionException | InterruptedException | IOException e) {
      IOException failure =
          e instanceof IOException io ? io : Failures.of("cannot do that at " + tool.servers(), e);
      err.println("error: " + failure.getMessage());
      return ENVIRONMENT_ERROR;
    }
  }

  private int run(String command, String name, PrintStream err)
      throws IOException, ExecutionException, InterruptedException {
    switch (command) {
      case "list" -> list();
      case "describe" -> describe(name);
      case "create" -> create(name);
      case "print" -> print(name);
      case "produce" -> produce(name);
      default -> {
        err.print(USAGE);
        return USAGE_ERROR;
      }
    }
    return 0;
  }

  private String servers() {
    return options.getOrDefault("--servers", "localhost:9092");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", servers());
    settings.put("default.api.timeout.ms", "10000");
    settings.put("request.timeout.ms", "8000");
    return settings;
  }

  private void list() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(settings())) {
      admin.listTopics().names().get().stream().sorted().forEach(out::println);
    }
  }

  private void create(String name) throws ExecutionException, InterruptedException {
    int partitions = Integer.parseInt(options.getOrDefault("--partitions", "1"));
    try (Admin admin = Admin.create(settings())) {
      admin
          .createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
          .all()
          .get();
      Topics.awaitLeaders(
          admin,
          IntStream.range(0, partitions)
              .mapToObj(number -> new TopicPartition(name, number))
              .toList());
    }
    out.println("created topic " + name);
  }

  private List<TopicPartition> partitions(String name) throws IOException {
    return Topics.find(List.of(name), ClientProperties.at(servers())).partitions();
  }

  private void describe(String name) throws IOException, ExecutionException, InterruptedException {
    List<TopicPartition> partitions = partitions(name);
    try (Admin admin = Admin.create(settings())) {
      TopicDescription topic =
          admin.describeTopics(List.of(name)).allTopicNames().get().values().iterator().next();
      out.println("topic " + name + ", id " + topic.topicId());
    }
    Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings());
    try {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        out.printf(
            "partition %d: offsets %d to %d%n",
            partition.partition(), begins.get(partition), ends.get(partition));
      }
    } finally {
      Clients.close(consumer);
    }
  }

  private void print(String name) throws IOException {
    List<TopicPartition> partitions = partitions(name);
    long left = Long.parseLong(options.getOrDefault("--limit", String.valueOf(Long.MAX_VALUE)));
    boolean all = options.containsKey("--from-beginning");
    Map<String, Object> settings = settings();
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", all ? "earliest" : "latest");
    Consumer<ByteBuffer, ByteBuffer> consumer = Clients.consumer(settings);
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      while (left > 0 && !(all && hasAll(consumer, ends))) {
        for (ConsumerRecord<ByteBuffer, ByteBuffer> message : consumer.poll(PATIENCE)) {
          if (left-- > 0) {
            out.println(line(message));
          }
        }
      }
    } finally {
      Clients.close(consumer);
    }
  }

  private static boolean hasAll(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private String line(ConsumerRecord<ByteBuffer, ByteBuffer> message) {
    String separator = options.get("--key-separator");
    String value = text(message.value());
    if (separator != null) {
      return text(message.key()) + separator + value;
    }
    String place =
        "%s[%d] %d %s "
            .formatted(
                message.topic(),
                message.partition(),
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()));
    return place + (message.key() == null ? "" : text(message.key()) + " = ") + value;
  }

  private static String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? "null" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private void produce(String name) throws IOException {
    long count = partitions(name).isEmpty() ? 0 : send(name);
    out.println(count + " messages to " + name);
  }

  private long send(String name) throws IOException {
    String separator = options.get("--key-separator");
    Map<String, Object> settings = ClientProperties.at(servers()).producer(Profile.THROUGHPUT);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long count = 0;
    try (Producer<byte[], byte[]> producer = Clients.producer(settings);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = separator == null ? -1 : line.indexOf(separator);
        byte[] key = at < 0 ? null : line.substring(0, at).getBytes(StandardCharsets.UTF_8);
        String value = at < 0 || separator == null ? line : line.substring(at + separator.length());
        var _ =
            producer.send(
                new ProducerRecord<>(name, key, value.getBytes(StandardCharsets.UTF_8)),
                (_, e) -> failure.compareAndSet(null, e));
        count++;
      }
      producer.flush();
    }
    Exception first = failure.get();
    if (first != null) {
      throw Failures.of("cannot write to '" + name + "'", first);
    }
    return count;
  }
}
