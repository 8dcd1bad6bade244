package io.velostream.conformance.logic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of the queries of many scripts. Several threads may add to it.
final class LogicReport {
  private long right;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();

  synchronized void right() {
    right++;
  }

  synchronized void wrong(String finding) {
    wrong.add(finding);
  }

  /// @param reason why a query has no answer here
  synchronized void refused(String reason, String example) {
    refused.merge(reason, 1L, Long::sum);
    examples.putIfAbsent(reason, example);
  }

  synchronized List<String> findings() {
    return List.copyOf(wrong);
  }

  /// How many queries were looked at.
  synchronized long queries() {
    return right + wrong.size() + refused();
  }

  private long refused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized String summary() {
    StringBuilder text = new StringBuilder();
    text.append("sqllogictest: ").append(queries()).append(" queries, ");
    text.append(right).append(" right, ").append(wrong.size()).append(" wrong, ");
    text.append(refused()).append(" refused");
    refused.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> {
          text.append("\n  ").append(entry.getValue()).append(" x ").append(entry.getKey());
          text.append("\n      ").append(examples.get(entry.getKey()));
        });
    return text.toString();
  }
}
