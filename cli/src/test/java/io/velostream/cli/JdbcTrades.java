package io.velostream.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What jobs read that write to a database, and what must come of it.
///
/// @param text of the file of trades, some lines of which are no JSON
/// @param rows by the kind of job, in order
/// @param bad the lines that are no JSON
/// @param refused the rows that the table of [JdbcKillContract.Kind#REFUSED] does not take, in
///   words
record JdbcTrades(
    String text,
    Map<JdbcKillContract.Kind, List<String>> rows,
    List<String> bad,
    List<String> refused) {
  private static final int ROWS = 30_000;

  static JdbcTrades make() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    StringBuilder text = new StringBuilder();
    Map<String, long[]> totals = new HashMap<>();
    List<String> bad = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> appended = new ArrayList<>();
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String symbol = (char) ('A' + random.nextInt(20)) + "" + random.nextInt(20);
      int quantity = random.nextInt(100);
      if (i % 97 == 0) {
        text.append("no JSON ").append(i).append('\n');
        bad.add("no JSON " + i);
        continue;
      }
      text.append(
          String.format(
              Locale.ROOT, "{\"id\":%d,\"sym\":\"%s\",\"qty\":%d}%n", i, symbol, quantity));
      long[] total = totals.computeIfAbsent(symbol, _ -> new long[2]);
      total[0]++;
      total[1] += quantity;
      if (quantity > 50) {
        String row = i + " " + symbol + " " + quantity * 2;
        appended.add(row);
        if (quantity == 51) {
          refused.add("(id = %d, sym = %s, q = %d)".formatted(i, symbol, quantity * 2));
        } else {
          accepted.add(row);
        }
      }
    }
    List<String> sums = new ArrayList<>();
    totals.forEach((symbol, total) -> sums.add(symbol + " " + total[0] + " " + total[1]));
    Map<JdbcKillContract.Kind, List<String>> rows = new EnumMap<>(JdbcKillContract.Kind.class);
    for (JdbcKillContract.Kind kind : JdbcKillContract.Kind.values()) {
      List<String> expected =
          switch (kind) {
            case UPSERTS, HELD -> sums;
            case APPENDS -> appended;
            case REFUSED -> accepted;
          };
      rows.put(kind, expected.stream().sorted().toList());
    }
    return new JdbcTrades(text.toString(), rows, bad, refused);
  }

  List<String> rows(JdbcKillContract.Kind kind) {
    return rows.getOrDefault(kind, List.of());
  }
}
