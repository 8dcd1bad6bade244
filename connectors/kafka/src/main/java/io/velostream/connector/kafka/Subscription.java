package io.velostream.connector.kafka;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which topics a table reads.
sealed interface Subscription {
  /// Those that have these names.
  record Named(List<String> names) implements Subscription {
    public Named {
      names = List.copyOf(names);
    }
  }

  /// Those whose whole name matches, now or when they are made later. Matching takes time that
  /// grows with the name alone, whatever the pattern is.
  ///
  /// @param records what the names of topics begin with that keep records of progress: they are
  ///   never meant
  record Matching(Pattern pattern, String records) implements Subscription {
    boolean means(String name) {
      return pattern.matcher(name).matches() && !name.startsWith(records);
    }
  }

  /// Whether it may be several topics.
  default boolean isSeveral() {
    return switch (this) {
      case Named named -> named.names().size() > 1;
      case Matching _ -> true;
    };
  }

  /// What the options of a table say.
  ///
  /// @throws io.velostream.columnar.error.UserException INVALID_OPTION
  static Subscription of(Options options) {
    Optional<String> pattern = options.find(KafkaOptions.TOPIC_PATTERN);
    if (pattern.isEmpty()) {
      return new Named(names(options));
    }
    if (options.find(KafkaOptions.TOPIC).isPresent()) {
      throw KafkaOptions.invalid(
          KafkaOptions.TOPIC_PATTERN, "says what 'topic' says, too", "leave one of them out");
    }
    try {
      return new Matching(Pattern.compile(pattern.get()), options.get(KafkaOptions.PROGRESS));
    } catch (PatternSyntaxException e) {
      throw KafkaOptions.invalid(
          KafkaOptions.TOPIC_PATTERN,
          "is no regular expression of RE2: %s (%s)".formatted(e.getDescription(), e.getPattern()),
          "'topic-pattern' = 'orders-.*'; there is no looking ahead or behind and no \\1: name"
              + " topics with 'topic' = 'a;b' where that does not do");
    }
  }

  private static List<String> names(Options options) {
    List<String> names =
        Arrays.stream(options.get(KafkaOptions.TOPIC).split(";"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.isEmpty()) {
      throw KafkaOptions.invalid(KafkaOptions.TOPIC, "names no topic", "'topic' = 'orders'");
    }
    return names;
  }

  /// Asks brokers for the topics that there are.
  ///
  /// @throws io.velostream.columnar.error.UserException UNKNOWN_NAME when a topic is not there that
  ///   was named
  default Topics find(ClientProperties properties) throws IOException {
    return switch (this) {
      case Named named -> Topics.find(named.names(), properties);
      case Matching matching -> Topics.matching(matching::means, properties);
    };
  }
}
