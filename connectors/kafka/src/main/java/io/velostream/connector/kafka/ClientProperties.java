package io.velostream.connector.kafka;

import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.Secrets;
import io.velostream.stream.seam.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/// What Kafka's client is told: properties of a table that are known to do no harm. Those that name
/// classes to load, places to send data to, or what the reader and the writer themselves depend on,
/// are refused.
final class ClientProperties {
  private static final Set<String> ALLOWED =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "client.id",
          "client.rack",
          "client.dns.lookup",
          "isolation.level",
          "security.protocol",
          "sasl.mechanism",
          "sasl.jaas.config",
          "acks",
          "batch.size",
          "buffer.memory",
          "check.crcs",
          "compression.type",
          "compression.gzip.level",
          "compression.lz4.level",
          "compression.zstd.level",
          "connections.max.idle.ms",
          "default.api.timeout.ms",
          "delivery.timeout.ms",
          "fetch.max.bytes",
          "fetch.max.wait.ms",
          "fetch.min.bytes",
          "linger.ms",
          "max.block.ms",
          "max.in.flight.requests.per.connection",
          "max.partition.fetch.bytes",
          "max.poll.records",
          "max.request.size",
          "metadata.max.age.ms",
          "metadata.recovery.strategy",
          "receive.buffer.bytes",
          "reconnect.backoff.max.ms",
          "reconnect.backoff.ms",
          "request.timeout.ms",
          "retries",
          "retry.backoff.max.ms",
          "retry.backoff.ms",
          "send.buffer.bytes",
          "session.timeout.ms",
          "socket.connection.setup.timeout.max.ms",
          "socket.connection.setup.timeout.ms",
          "transaction.timeout.ms");

  /// Of TLS and OAuth, what does not name a class.
  private static final Pattern ALLOWED_FORM =
      Pattern.compile(
          "ssl\\.(truststore|keystore)\\.(location|password|type|certificates|certificate\\.chain|key)"
              + "|ssl\\.(key\\.password|protocol|enabled\\.protocols|cipher\\.suites)"
              + "|ssl\\.endpoint\\.identification\\.algorithm"
              + "|sasl\\.oauthbearer\\.(token\\.endpoint\\.url|scope\\.claim\\.name"
              + "|sub\\.claim\\.name)");

  /// The ways to sign in that do nothing else.
  private static final List<String> LOGINS =
      List.of(
          "org.apache.kafka.common.security.plain.PlainLoginModule",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");

  /// One entry, with values in quotes that may hold anything. The client's parser knows comments
  /// and ends a quote with its line; neither is let through, so that it finds no second entry.
  private static final Pattern LOGIN =
      Pattern.compile(
          "\\s*([\\w.]+)\\s+(?:required|requisite)\\b"
              + "(?:[^;\"'/]|\"(?:[^\"\\\\\\r\\n]|\\\\[^\\r\\n])*\"|'(?:[^'\\\\\\r\\n]|\\\\[^\\r\\n])*')*+;\\s*");

  private final Map<String, String> given;

  private ClientProperties(Map<String, String> given) {
    this.given = given;
  }

  /// Checks names, and what can be checked of values, without looking up secrets.
  ///
  /// @throws io.velostream.columnar.error.UserException INVALID_OPTION
  static void check(Options options) {
    options.values().keySet().stream()
        .filter(option -> option.startsWith(KafkaOptions.PROPERTIES))
        .sorted()
        .forEach(ClientProperties::checkName);
  }

  private static void checkName(String option) {
    String name = option.substring(KafkaOptions.PROPERTIES.length());
    if (!ALLOWED.contains(name) && !ALLOWED_FORM.matcher(name).matches()) {
      throw KafkaOptions.invalid(
          option,
          "is not one of the properties that a table may set",
          "see docs/sql/kafka.md for those that can be set");
    }
  }

  /// The properties of a table, with what its references stand for.
  static ClientProperties of(Options options, Files files) {
    check(options);
    Secrets secrets = new Secrets(files);
    Map<String, String> given = new HashMap<>();
    options
        .values()
        .forEach((option, value) -> {
          if (option.startsWith(KafkaOptions.PROPERTIES)) {
            given.put(
                option.substring(KafkaOptions.PROPERTIES.length()), secrets.resolve(option, value));
          }
        });
    String login = given.get("sasl.jaas.config");
    if (login != null) {
      checkLogin(login);
    }
    return new ClientProperties(given);
  }

  /// Those of brokers that want nothing else.
  static ClientProperties at(String servers) {
    return new ClientProperties(Map.of("bootstrap.servers", servers));
  }

  private static void checkLogin(String login) {
    Matcher parts = LOGIN.matcher(login);
    if (!parts.matches() || !LOGINS.contains(parts.group(1))) {
      throw KafkaOptions.invalid(
          KafkaOptions.PROPERTIES + "sasl.jaas.config",
          "must be one of the login modules for PLAIN, SCRAM and OAUTHBEARER",
          "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"…\""
              + " password=\"${env:KAFKA_PASSWORD}\";");
    }
  }

  /// Where the brokers are, for messages.
  String servers() {
    return given.getOrDefault("bootstrap.servers", "");
  }

  boolean hasGroup() {
    return given.containsKey("group.id");
  }

  Map<String, Object> consumer() {
    Map<String, Object> all = new HashMap<>();
    all.put("isolation.level", "read_committed");
    all.put("default.api.timeout.ms", "20000");
    all.put("request.timeout.ms", "15000");
    all.put("max.poll.records", "8192");
    all.put("max.partition.fetch.bytes", "4194304");
    all.put("fetch.max.bytes", "67108864");
    all.put("receive.buffer.bytes", "262144");
    putKnown(ConsumerConfig.configNames(), all);
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.put("allow.auto.create.topics", "false");
    return all;
  }

  Map<String, Object> producer(Profile profile) {
    Map<String, Object> all = new HashMap<>(profile.settings());
    all.put("acks", "all");
    all.put("max.block.ms", "20000");
    putKnown(ProducerConfig.configNames(), all);
    return all;
  }

  Map<String, Object> admin() {
    Map<String, Object> all = new HashMap<>();
    // A client wants the second to be no longer than the first, of which a table may give one.
    all.put("default.api.timeout.ms", given.getOrDefault("request.timeout.ms", "20000"));
    all.put("request.timeout.ms", given.getOrDefault("default.api.timeout.ms", "15000"));
    putKnown(AdminClientConfig.configNames(), all);
    return all;
  }

  private void putKnown(Set<String> names, Map<String, Object> target) {
    given.forEach((name, value) -> {
      if (names.contains(name)) {
        target.put(name, value);
      }
    });
  }
}
