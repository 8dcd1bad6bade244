package io.velostream.server.statement;

import io.velostream.columnar.error.UserException;
import io.velostream.server.job.MetricSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The metrics that annotations declare: `@metric` begins one, and the lines after it say more of
/// it, up to the next one.
final class MetricAnnotations {
  /// What their lines are called.
  static final Set<String> NAMES =
      Set.of(
          "metric",
          "metric_type",
          "metric_help",
          "metric_labels",
          "metric_field",
          "metric_buckets",
          "metric_condition",
          "metric_sample_rate");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final String OURS = "velostream_";

  private final List<MetricSpec> specs = new ArrayList<>();

  boolean takes(String name) {
    return NAMES.contains(name);
  }

  /// Takes a line.
  ///
  /// @param wrong makes an error of what would be right
  void take(String name, String value, Function<String, UserException> wrong) {
    if (name.equals("metric")) {
      begin(value, wrong);
      return;
    }
    if (specs.isEmpty()) {
      throw wrong.apply("below the @metric that it is about");
    }
    specs.set(specs.size() - 1, changed(specs.getLast(), name, value, wrong));
  }

  private void begin(String name, Function<String, UserException> wrong) {
    if (!NAME.matcher(name).matches() || name.startsWith(OURS)) {
      throw wrong.apply("a name in letters, digits and _ that does not begin with " + OURS);
    }
    if (specs.stream().anyMatch(spec -> spec.name().equals(name))) {
      throw wrong.apply("declared once");
    }
    specs.add(
        new MetricSpec(
            name, MetricSpec.Type.COUNTER, "", List.of(), "", MetricSpec.USUAL_BUCKETS, "", 1));
  }

  private static MetricSpec changed(
      MetricSpec of, String name, String value, Function<String, UserException> wrong) {
    return new MetricSpec(
        of.name(),
        name.equals("metric_type") ? type(value, wrong) : of.type(),
        name.equals("metric_help") ? value : of.help(),
        name.equals("metric_labels") ? labels(value, wrong) : of.labels(),
        name.equals("metric_field") ? value : of.field(),
        name.equals("metric_buckets") ? buckets(value, wrong) : of.buckets(),
        name.equals("metric_condition") ? value : of.condition(),
        name.equals("metric_sample_rate") ? rate(value, wrong) : of.sampleRate());
  }

  private static MetricSpec.Type type(String value, Function<String, UserException> wrong) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "counter" -> MetricSpec.Type.COUNTER;
      case "gauge" -> MetricSpec.Type.GAUGE;
      case "histogram" -> MetricSpec.Type.HISTOGRAM;
      default -> throw wrong.apply("one of counter, gauge, histogram");
    };
  }

  private static List<String> labels(String value, Function<String, UserException> wrong) {
    List<String> labels = list(value);
    boolean fit =
        labels.stream().allMatch(l -> NAME.matcher(l).matches() && !l.equals("job"))
            && labels.stream().distinct().count() == labels.size();
    if (!fit) {
      throw wrong.apply("columns in letters, digits and _, each once, none of them 'job'");
    }
    return labels;
  }

  private static List<Double> buckets(String value, Function<String, UserException> wrong) {
    try {
      List<Double> bounds =
          list(value.replace("[", "").replace("]", "")).stream().map(Double::valueOf).toList();
      boolean ascending =
          !bounds.isEmpty() && bounds.stream().sorted().distinct().toList().equals(bounds);
      if (ascending) {
        return bounds;
      }
    } catch (NumberFormatException _) {
      // the message below says what is wanted
    }
    throw wrong.apply("ascending numbers");
  }

  private static double rate(String value, Function<String, UserException> wrong) {
    try {
      double rate = Double.parseDouble(value);
      if (rate > 0 && rate <= 1) {
        return rate;
      }
    } catch (NumberFormatException _) {
      // the message below says what is wanted
    }
    throw wrong.apply("above 0 and up to 1");
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /// All that were declared.
  List<MetricSpec> specs() {
    return List.copyOf(specs);
  }
}
