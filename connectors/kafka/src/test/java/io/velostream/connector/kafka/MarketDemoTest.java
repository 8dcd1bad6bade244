package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration of `examples/market-kafka` on a real broker: what its streams write to topics
/// is what the same statements write to files, from the same rows in a file.
@Timeout(180)
class MarketDemoTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE (\\w+) \\(\\n(.*?)\\n\\) WITH \\((.*?)\\);", Pattern.DOTALL);

  @TempDir Path folder;

  private static String script(String name) throws IOException {
    return Files.readString(ROOT.resolve("examples/market-kafka").resolve(name))
        .replace("'examples/", "'" + ROOT + "/examples/");
  }

  /// The table of the script over a file instead of a topic.
  private String overFile(MatchResult table) {
    String name = table.group(1);
    if (!table.group(3).contains("kafka', 'topic'")) {
      return table.group();
    }
    return "CREATE TABLE %s (\n%s\n) WITH ('connector' = 'file', 'path' = '%s', 'format' = 'json');"
        .formatted(name, table.group(2), folder.resolve(name + ".jsonl"));
  }

  private List<String> lines(String table) throws IOException {
    return Files.readAllLines(folder.resolve(table + ".jsonl"));
  }

  @Test
  void elevenStreamsGiveWhatTheSameStatementsGiveOverFiles() throws IOException {
    Broker broker = Broker.shared();
    String tables = script("tables.sql");
    List<String> topics =
        TABLE
            .matcher(tables)
            .results()
            .filter(table -> table.group(3).contains("'topic'"))
            .map(table -> table.group(1))
            .toList();
    assertThat(topics).hasSize(12);
    topics.forEach(topic -> broker.create(topic, 3, Map.of()));
    String feed = script("feed.sql").replace("18_000", "6_000");
    String streams = script("streams.sql");
    try (Session session = Session.open()) {
      session.execute(tables.replace("${env:VELOSTREAM_DEMO_BROKER}", broker.servers()));
      session.execute(feed);
      session.execute(streams);
    }
    try (Session session = Session.open()) {
      session.execute(TABLE.matcher(tables).replaceAll(table -> overFile(table)));
      session.execute(feed);
      session.execute(streams);
    }
    List<String> upserts = List.of("risk_hierarchy", "compliance");
    for (String topic : topics) {
      if (topic.equals("market_data")) {
        assertThat(broker.messages(topic)).hasSize(6_000);
      } else if (upserts.contains(topic)) {
        assertThat(latest(broker.messages(topic)))
            .as(topic)
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(net(lines(topic)));
      } else {
        assertThat(broker.messages(topic))
            .as(topic)
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(lines(topic));
      }
    }
  }

  /// The last value of each key that has one.
  private static List<String> latest(List<String> messages) {
    Map<String, String> values = new HashMap<>();
    for (String message : messages) {
      int equals = message.indexOf('=');
      values.put(message.substring(0, equals), message.substring(equals + 1));
    }
    values.values().removeIf("null"::equals);
    return List.copyOf(values.values());
  }

  /// What remains of changes.
  private static List<String> net(List<String> changes) {
    List<String> rows = new ArrayList<>();
    for (String change : changes) {
      String row = change.replaceFirst("\"op\":\"[^\"]*\",", "");
      if (change.contains("\"op\":\"-D\"")) {
        assertThat(rows.remove(row)).as(change).isTrue();
      } else {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void fromAFileThroughATopicToAFileNothingIsLost() throws IOException {
    Broker broker = Broker.shared();
    broker.create("transactions", 4, Map.of());
    String all =
        script("files.sql")
            .replace("${env:VELOSTREAM_DEMO_BROKER}", broker.servers())
            .replace("target/demo/market/transactions.csv", folder.resolve("t.csv").toString());
    int question = all.indexOf("\nSELECT '") + 1;
    List<String> answers = new ArrayList<>();
    try (Session session = Session.open()) {
      session.execute(all.substring(0, question));
      try (Rows rows = session.query(all.substring(question).strip().replaceFirst(";$", ""))) {
        while (rows.next()) {
          answers.add(rows.getObject(1) + " " + rows.getObject(2));
        }
      }
    }
    assertThat(answers).containsExactly("5000 214027851.13", "5000 214027851.13");
    assertThat(Files.readAllLines(folder.resolve("t.csv"))).hasSize(5_001).doesNotHaveDuplicates();
  }
}
