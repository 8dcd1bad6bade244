package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A job from topic to topic, and what readers of committed messages have to find in the end.
///
/// @param output where rows are written to
/// @param letters where messages are written to that did not decode
/// @param expected the messages of `output`, in order of their text
/// @param bad the messages that do not decode, likewise
record TopicJob(
    Job job,
    Broker broker,
    String output,
    String letters,
    List<String> expected,
    List<String> bad) {
  private static final Pattern RAW = Pattern.compile("\"raw\":\"([^\"]*)\"");

  List<String> rows() {
    return broker.messages(output, expected.size()).stream().sorted().toList();
  }

  private List<String> deadLetters() {
    return broker.messages(letters, bad.size()).stream().map(TopicJob::raw).sorted().toList();
  }

  private static String raw(String letter) {
    Matcher raw = RAW.matcher(letter);
    assertThat(raw.find()).as(letter).isTrue();
    return raw.group(1);
  }

  /// Each row is there once, and so is each dead letter.
  ///
  /// @param context what to say if not
  void requireComplete(String context) {
    assertThat(rows()).as("%s: %s", context, job.log()).isEqualTo(expected);
    assertThat(deadLetters()).as("%s: %s", context, job.log()).isEqualTo(bad);
  }
}
