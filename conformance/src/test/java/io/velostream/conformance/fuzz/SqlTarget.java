package io.velostream.conformance.fuzz;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parser, validator and compiler: any text is a plan, or an error with a place and without jargon.
final class SqlTarget implements Target {
  private static final Path FILES = Path.of("src", "test", "resources", "sql");
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\w+|[<>=!|:]+|\\s+|.", Pattern.DOTALL);
  private static final Pattern JARGON =
      Pattern.compile("org\\.apache|java\\.|Exception|RelDataType|SqlNode|RexNode|\\bnull\\b.*@");

  private final Session session = Session.open();

  SqlTarget() {
    session.execute(
        """
        CREATE TABLE t (k VARCHAR, v BIGINT, a INTEGER, b INTEGER, d DECIMAL(10, 2), x DOUBLE, s VARCHAR, ok BOOLEAN, day DATE, ts TIMESTAMP(3), tags ARRAY<VARCHAR>, m MAP<VARCHAR, INTEGER>, r ROW<name VARCHAR, n INTEGER>, j VARIANT, WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)\
        """);
    session.execute("CREATE VIEW vw AS SELECT k, SUM(v) AS total FROM t GROUP BY k");
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    seeds.addAll(Regressions.of("sql"));
    try (Stream<Path> files = Files.walk(FILES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".test")).sorted().toList()) {
        if (file.hashCode() % 4 != 0) {
          continue; // a quarter is variety enough, and leaves time for what they change into
        }
        for (String block : Files.readString(file).split("\n\n")) {
          String[] lines = block.strip().split("\n", 2);
          boolean sql = lines[0].startsWith("query") || lines[0].startsWith("statement error");
          if (sql && lines.length > 1) {
            seeds.add(lines[1].split("\n----", 2)[0].replaceAll("(?i)(\\bFROM\\s+)\\w+", "$1t"));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seeds;
  }

  @Override
  public String mutate(String input, String other, SplittableRandom random) {
    List<String> tokens = tokens(input);
    List<String> others = tokens(other);
    for (int n = random.nextInt(1, 4); n > 0 && !tokens.isEmpty() && !others.isEmpty(); n--) {
      int at = random.nextInt(tokens.size());
      int from = random.nextInt(others.size());
      int to = Math.min(others.size(), from + random.nextInt(1, 12));
      switch (random.nextInt(6)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        case 2 -> tokens.set(at, others.get(from));
        case 3 -> tokens.addAll(at, others.subList(from, to));
        case 4 -> {
          List<String> piece = others.subList(from, to);
          tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(6))).clear();
          tokens.addAll(at, piece);
        }
        default -> {
          String token = tokens.get(at);
          tokens.set(
              at,
              token.matches("\\d+") ? number(random) : token.toUpperCase(java.util.Locale.ROOT));
        }
      }
    }
    String text = String.join("", tokens);
    return text.length() > 4_000 ? text.substring(0, 4_000) : text;
  }

  private static String number(SplittableRandom random) {
    return List.of(
            "0",
            "-1",
            "1e400",
            "9223372036854775808",
            "0.00000000000000000000000000000000001",
            "2147483648")
        .get(random.nextInt(6));
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  @Override
  public void run(String input) {
    try {
      for (Statement statement : session.parse(input)) {
        if (statement.returnsRows()
            && statement.text().matches("(?si)\\s*(select|with|values).*")) {
          session.prepare(statement.text());
        }
      }
    } catch (UserException e) {
      String text = e.message() + " " + e.hint();
      if (e.message().isBlank() || JARGON.matcher(text).find()) {
        throw new AssertionError("jargon: " + text, e);
      }
    } catch (EnvironmentException _) {
      // A file that the mutated text names.
      return;
    }
  }
}
