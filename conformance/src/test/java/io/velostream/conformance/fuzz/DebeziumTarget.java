package io.velostream.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Changes of Debezium as lines of JSON.
final class DebeziumTarget extends DecoderTarget {
  private static final String ROW = "{\"a\":1,\"b\":\"x\\u0041\",\"c\":1.5}";

  DebeziumTarget() {
    super(
        "debezium-json",
        Map.of("max-row-bytes", "300"),
        List.of(
            "{",
            "}",
            ":",
            ",",
            "\"",
            "\\",
            "\n",
            "\r\n",
            "null",
            "\"payload\":",
            "\"schema\":",
            "\"before\":",
            "\"after\":",
            "\"op\":\"u\"",
            "\"op\":\"c\"",
            "\"op\":\"d\"",
            "\\u0041",
            "\u00ff",
            "\0",
            " ",
            ROW));
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("debezium"));
    seeds.add("{\"before\":null,\"after\":%s,\"op\":\"c\"}\n".formatted(ROW).repeat(3));
    seeds.add(
        "{\"schema\":{},\"payload\":{\"before\":%s,\"after\":%s,\"op\":\"u\"}}\n"
            .formatted(ROW, ROW)
            .repeat(2));
    seeds.add(
        "{\"op\":\"d\",\"after\":null , \"before\":%s }\n\n{\"payload\":null}".formatted(ROW));
    return seeds;
  }
}
