package io.velostream.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// CSV.
final class CsvTarget extends DecoderTarget {
  CsvTarget() {
    super(
        "csv",
        // Rows at the limit: whether one is too long or malformed depends on how its bytes come.
        Map.of("max-row-bytes", "100000", "csv.match-columns", "position"),
        List.of(
            ",",
            ";",
            "\t",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "#",
            " ",
            "1",
            "-1.5",
            "x",
            "true",
            "null",
            "\0",
            "\u00c3\u00bc",
            "\u00ff",
            "9223372036854775808",
            "1e5",
            "2024-02-29",
            "2024-01-01 00:00:00",
            "a,b,c,d,ts,n,ok\n",
            "1,x,1.5,2024-01-01,2024-01-01 00:00:00,1.25,true\n"));
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("csv"));
    String row = "1,x,1.5,2024-01-01,2024-01-01 00:00:00.5,1.25,true\n";
    seeds.add("a,b,c,d,ts,n,ok\n" + row.repeat(3));
    seeds.add(row + "2,\"y,\"\"z\",,,,,\n" + row);
    seeds.add(row.replace(',', ';') + "\"a\nb\";\n");
    return seeds;
  }
}
