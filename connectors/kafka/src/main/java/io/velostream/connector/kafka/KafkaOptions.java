package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageFormats;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of the options of tables in Kafka, which are those of Flink where Flink has them.
final class KafkaOptions {
  static final String TOPIC = "topic";
  static final String TOPIC_PATTERN = "topic-pattern";
  static final String PROPERTIES = "properties.";
  static final String SERVERS = PROPERTIES + "bootstrap.servers";
  static final String GROUP = PROPERTIES + "group.id";
  static final String FORMAT = "format";
  static final String VALUE_FORMAT = "value.format";
  static final String KEY_FORMAT = "key.format";
  static final String KEY_FIELDS = "key.fields";
  static final String KEY_PREFIX = "key.fields-prefix";
  static final String VALUE_FIELDS = "value.fields-include";
  private static final String OF_KEY = "key.";
  private static final String OF_VALUE = "value.";
  static final String EXCEPT_KEY = "EXCEPT_KEY";

  /// What the names of options begin with that make a column one of metadata.
  static final String METADATA = "metadata.";

  static final String STARTUP = "scan.startup.mode";
  static final String STARTUP_OFFSETS = "scan.startup.specific-offsets";
  static final String STARTUP_TIME = "scan.startup.timestamp-millis";
  static final String BOUNDED = "scan.bounded.mode";
  static final String BOUNDED_OFFSETS = "scan.bounded.specific-offsets";
  static final String BOUNDED_TIME = "scan.bounded.timestamp-millis";
  static final String UNBOUNDED = "unbounded";
  static final String DISCOVERY = "scan.topic-partition-discovery.interval";
  static final String BATCH_ROWS = "batch.max.rows";
  static final String BATCH_BYTES = "batch.max.bytes";
  static final String BATCH_DELAY = "batch.max.delay";
  static final String BATCH_ADAPTIVE = "batch.adaptive";

  /// A batch has no more rows than this.
  static final int MOST_ROWS = 1 << 16;

  static final String GUARANTEE = "sink.delivery-guarantee";
  static final String EXACTLY_ONCE = "exactly-once";
  static final String TRANSACTIONS = "sink.transactional-id-prefix";
  static final String PROGRESS = "sink.progress-topic-prefix";
  static final String PROFILE = "sink.profile";

  private static final String ALL = "ALL";

  private KafkaOptions() {}

  /// All options, given some of them.
  ///
  /// @param upsert whether rows replace each other by key
  static List<OptionSpec> specs(Map<String, String> given, boolean upsert) {
    Map<String, OptionSpec> specs = new LinkedHashMap<>();
    add(specs, common(given, upsert));
    add(specs, scan(upsert));
    add(specs, sink());
    add(specs, formats(given));
    return List.copyOf(specs.values());
  }

  /// Those of formats: `avro.schema` is for keys and values, `key.avro.schema` for keys alone.
  private static List<OptionSpec> formats(Map<String, String> given) {
    Optional<MessageFormat> value =
        Optional.ofNullable(given.getOrDefault(VALUE_FORMAT, given.get(FORMAT)))
            .flatMap(MessageFormats::find);
    Optional<MessageFormat> key =
        given.containsKey(KEY_FORMAT)
            ? MessageFormats.find(given.get(KEY_FORMAT))
            : value.flatMap(format -> MessageFormats.find(format.ofKeys()));
    List<OptionSpec> specs = new ArrayList<>();
    value.ifPresent(format -> addFormat(specs, format, OF_VALUE, given));
    key.ifPresent(format -> addFormat(specs, format, OF_KEY, given));
    return specs;
  }

  private static void addFormat(
      List<OptionSpec> specs, MessageFormat format, String prefix, Map<String, String> given) {
    for (OptionSpec spec : format.options(given.keySet())) {
      if (given.containsKey(prefix + spec.name())) {
        specs.add(
            new OptionSpec(
                prefix + spec.name(), spec.description(), false, Optional.empty(), spec.values()));
        specs.add(
            new OptionSpec(
                spec.name(), spec.description(), false, spec.defaultValue(), spec.values()));
      } else {
        specs.add(spec);
      }
    }
  }

  /// The options of a table as the format of its keys or values sees them.
  static Options ofFormat(Options options, boolean key) {
    String prefix = key ? OF_KEY : OF_VALUE;
    Map<String, String> all = new LinkedHashMap<>(options.values());
    options
        .values()
        .forEach((name, value) -> {
          if (name.startsWith(prefix)) {
            all.put(name.substring(prefix.length()), value);
          }
        });
    return new Options(all);
  }

  private static void add(Map<String, OptionSpec> specs, List<OptionSpec> more) {
    more.forEach(spec -> specs.putIfAbsent(spec.name(), spec));
  }

  private static List<OptionSpec> common(Map<String, String> given, boolean upsert) {
    List<OptionSpec> specs = new ArrayList<>();
    String topic = "the topic, or several with ; between them";
    specs.add(
        given.containsKey(TOPIC_PATTERN)
            ? OptionSpec.optional(TOPIC, topic)
            : OptionSpec.required(TOPIC, topic));
    specs.add(
        OptionSpec.optional(
            TOPIC_PATTERN, "reading: a regular expression that the names of topics match"));
    specs.add(OptionSpec.required(SERVERS, "where brokers are: host:port, …"));
    String[] formats = MessageFormats.names().toArray(String[]::new);
    boolean split = upsert || given.containsKey(VALUE_FORMAT);
    specs.add(
        (split
                ? OptionSpec.optional(FORMAT, "the same as 'value.format'")
                : OptionSpec.required(FORMAT, "how values are written"))
            .oneOf(formats));
    specs.add(
        (upsert && !given.containsKey(FORMAT)
                ? OptionSpec.required(VALUE_FORMAT, "how values are written")
                : OptionSpec.optional(VALUE_FORMAT, "how values are written, where keys are, too"))
            .oneOf(formats));
    specs.add(
        (upsert
                ? OptionSpec.withDefault(KEY_FORMAT, "json", "how keys are written")
                : OptionSpec.optional(
                    KEY_FORMAT, "how keys are written; without it there are none"))
            .oneOf(formats));
    specs.add(
        OptionSpec.optional(
            KEY_FIELDS, "the columns of the key, with ; between them; else those of PRIMARY KEY"));
    specs.add(
        OptionSpec.withDefault(
            KEY_PREFIX, "", "what the names of the key's columns begin with here, and not there"));
    specs.add(
        OptionSpec.withDefault(VALUE_FIELDS, ALL, "whether values have the columns of the key, too")
            .oneOf(ALL, EXCEPT_KEY));
    for (String name : given.keySet()) {
      if (name.startsWith(PROPERTIES) && !name.equals(SERVERS)) {
        specs.add(OptionSpec.optional(name, "a property of Kafka's client"));
      } else if (name.startsWith(METADATA)) {
        specs.add(OptionSpec.optional(name, "what the column tells of a message"));
      }
    }
    return specs;
  }

  /// Rows of a key can be told from all of its messages only.
  private static List<OptionSpec> scan(boolean upsert) {
    String offsets = "partition:0,offset:42;partition:1,offset:300";
    OptionSpec startup = OptionSpec.withDefault(STARTUP, "earliest-offset", "where reading begins");
    return List.of(
        upsert
            ? startup.oneOf("earliest-offset")
            : startup.oneOf(
                "earliest-offset",
                "latest-offset",
                "group-offsets",
                "timestamp",
                "specific-offsets"),
        OptionSpec.optional(STARTUP_OFFSETS, "for 'specific-offsets': " + offsets),
        OptionSpec.optional(STARTUP_TIME, "for 'timestamp': milliseconds since 1970"),
        OptionSpec.withDefault(BOUNDED, UNBOUNDED, "where reading ends; latest: where it is now")
            .oneOf(UNBOUNDED, "latest-offset", "group-offsets", "timestamp", "specific-offsets"),
        OptionSpec.optional(BOUNDED_OFFSETS, "for 'specific-offsets': " + offsets),
        OptionSpec.optional(BOUNDED_TIME, "for 'timestamp': milliseconds since 1970"),
        OptionSpec.withDefault(
            DISCOVERY,
            "5 min",
            "how often new partitions and topics are looked for; 0 s for never"),
        OptionSpec.optional(BATCH_ROWS, "rows of a batch at most, 1 to " + MOST_ROWS),
        OptionSpec.withDefault(
            BATCH_BYTES, "16 mb", "a batch with so many bytes of messages takes no more"),
        OptionSpec.withDefault(
            BATCH_DELAY, "0 s", "how long a message may wait for others to make a batch with"),
        OptionSpec.withDefault(
                BATCH_ADAPTIVE,
                "false",
                "whether as many messages are waited for as have come in time before")
            .oneOf("true", "false"));
  }

  private static List<OptionSpec> sink() {
    return List.of(
        OptionSpec.withDefault(
                GUARANTEE,
                EXACTLY_ONCE,
                "with checkpoints: exactly-once writes in transactions, with a record of progress")
            .oneOf(EXACTLY_ONCE, "at-least-once"),
        OptionSpec.withDefault(
            TRANSACTIONS, "velostream", "what the names of transactions begin with"),
        OptionSpec.withDefault(
            PROGRESS,
            "velostream_progress",
            "what the names of the topics begin with that keep records of progress"),
        OptionSpec.withDefault(PROFILE, "balanced", "settings of the producer that go together")
            .oneOf(Profile.names()));
  }

  /// The format of keys.
  static String keyFormat(Options options) {
    return options
        .find(KEY_FORMAT)
        .orElseGet(() -> MessageFormats.of(valueFormat(options)).ofKeys());
  }

  /// The format of values.
  static String valueFormat(Options options) {
    return options.find(VALUE_FORMAT).orElseGet(() -> options.get(FORMAT));
  }

  /// Whether values are changes, which can take rows back.
  static boolean isChangelog(Map<String, String> given) {
    return Optional.ofNullable(given.get(VALUE_FORMAT))
        .or(() -> Optional.ofNullable(given.get(FORMAT)))
        .flatMap(MessageFormats::find)
        .filter(MessageFormat::isChangelog)
        .isPresent();
  }

  static boolean isBounded(Map<String, String> given) {
    return !given.getOrDefault(BOUNDED, UNBOUNDED).equalsIgnoreCase(UNBOUNDED);
  }

  /// What the table reads or writes, for messages and for names that are made of it.
  static String subject(Options options) {
    return options.find(TOPIC).orElseGet(() -> options.get(TOPIC_PATTERN));
  }

  /// An error about the value of an option.
  static UserException invalid(String option, String what, String hint) {
    return new UserException(ErrorCode.INVALID_OPTION, "the option '" + option + "' " + what)
        .about(option)
        .hint(hint);
  }
}
