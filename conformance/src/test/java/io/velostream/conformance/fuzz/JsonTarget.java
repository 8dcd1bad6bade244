package io.velostream.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// JSON lines.
final class JsonTarget extends DecoderTarget {
  JsonTarget() {
    super(
        "json",
        Map.of("max-row-bytes", "300"),
        List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\n",
            "\r\n",
            "null",
            "true",
            "1e5",
            "-0",
            "0.1",
            "\"a\":",
            "\"b\":\"x\"",
            "\\u0041",
            "\\ud83d\\ude00",
            "\u00c3\u00bc",
            "\u00ff",
            "\0",
            "9223372036854775808",
            "2024-02-29",
            "2024-01-01 00:00:00",
            " ",
            "{\"a\":1}\n"));
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("json"));
    seeds.add("{\"a\":1,\"b\":\"x\",\"c\":1.5}\n".repeat(3));
    seeds.add(
        "{\"d\":\"2024-02-29\",\"ts\":\"2024-01-01 12:00:00.123\",\"n\":1.25,\"ok\":true}\n"
            .repeat(3));
    seeds.add("{\"b\":\"a\\\"b\\n\",\"z\":{\"y\":[1,{}]}}\n{\"a\":null}\n\n");
    return seeds;
  }
}
