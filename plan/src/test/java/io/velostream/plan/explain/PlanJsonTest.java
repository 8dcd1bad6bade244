package io.velostream.plan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  @Test
  void theJsonHoldsWhatTheTextSays() {
    PlanNode root =
        Plans.aggregate(Plans.trades(), List.of(Plans.SYMBOL), OptionalInt.empty(), Plans.count());
    Plan plan =
        new Plan(root, Optional.of(Plans.table("out", root.schema())), false, List.of("it grows"));
    assertThat(PlanJson.of(plan))
        .isEqualTo(
            """
            {
              "sink": {
                "table": "out",
                "connector": "kafka"
              },
              "oneRecordPerStep": false,
              "operators": {
                "operator": "Aggregate",
                "details": {
                  "keys": [
                    "symbol"
                  ],
                  "calls": [
                    "trade_count = COUNT(*)"
                  ],
                  "emit": "changes"
                },
                "changelog": "retracts",
                "state": {
                  "description": "about 40 B per group",
                  "bytesPerKey": 40,
                  "bound": "grows with distinct symbol; no watermark frees it"
                },
                "inputs": [
                  {
                    "operator": "Scan",
                    "details": {
                      "table": "trades",
                      "connector": "kafka",
                      "columns": [
                        "ts",
                        "symbol",
                        "trader_id",
                        "price",
                        "quantity",
                        "large"
                      ]
                    },
                    "changelog": "append-only",
                    "state": {
                      "description": "none",
                      "bytesPerKey": null,
                      "bound": "constant"
                    },
                    "inputs": []
                  }
                ]
              },
              "exchange": "none (one pipeline)",
              "warnings": [
                "it grows"
              ]
            }
            """);
  }

  @Test
  void namesOfSeveralWordsBecomeOne() {
    PlanNode root =
        new RowNode.WindowAssign(
            Plans.trades(),
            new WindowSpec.Session(Plans.MINUTE),
            Plans.TS,
            List.of(Plans.SYMBOL),
            Plans.windowed(Plans.trades()).schema());
    assertThat(PlanJson.of(Plans.plan(root)))
        .startsWith("{\n  \"sink\": null,")
        .contains("\"partitionBy\": [\n        \"symbol\"\n      ]")
        .endsWith("\"warnings\": []\n}\n");
  }

  @Test
  void textIsEscaped() {
    Schema odd = Schema.of(Field.of("a\"\\\n\u0001é", DataType.BIGINT));
    Plan plan = Plans.plan(new LeafNode.Values(List.of(), odd), "quote \" slash \\ line\n\u0001é");
    assertThat(PlanJson.of(plan)).contains("\"quote \\\" slash \\\\ line\\u000a\\u0001é\"");
  }
}
