package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which features of SQL meet in the questions of the oracle. Two features can meet when they do in
/// any of many more questions, which are only drawn.
final class FeaturePairs {
  private static final Map<String, Pattern> FEATURES = known();

  private FeaturePairs() {}

  private static Map<String, Pattern> known() {
    Map<String, Pattern> all = new LinkedHashMap<>();
    String[][] texts = {
      {"inner join", " INNER JOIN | AS x JOIN [tu] "},
      {"left join", " LEFT JOIN (?!LATERAL)"},
      {"right join", " RIGHT JOIN "},
      {"full join", " FULL JOIN "},
      {"null-safe key", "IS NOT DISTINCT FROM"},
      {"interval join", "y\\.ts BETWEEN x\\.ts"},
      {"asof join", "ASOF JOIN"},
      {"lateral", "JOIN LATERAL"},
      {"unnest", "UNNEST\\("},
      {"recursive", "WITH RECURSIVE"},
      {"cte", "WITH q AS"},
      {"in", " IN \\(SELECT"},
      {"exists", "EXISTS \\(SELECT"},
      {"scalar subquery", "[>=] \\(SELECT|\\(\\(SELECT|, \\(SELECT"},
      {"group by", " GROUP BY "},
      {"rollup", "ROLLUP \\("},
      {"cube", "CUBE \\("},
      {"grouping sets", "GROUPING SETS"},
      {"having", " HAVING "},
      {"filter", " FILTER \\("},
      {"distinct aggregate", "\\(DISTINCT "},
      {"select distinct", "SELECT DISTINCT"},
      {"qualify", " QUALIFY "},
      {"over", " OVER \\("},
      {"union all", "UNION ALL"},
      {"intersect", "INTERSECT (?!ALL)"},
      {"intersect all", "INTERSECT ALL"},
      {"except", "EXCEPT (?!ALL)"},
      {"except all", "EXCEPT ALL"},
      {"order by limit", " LIMIT "},
      {"tumble", "TUMBLE\\("},
      {"hop", "HOP\\("},
      {"cumulate", "CUMULATE\\("},
      {"session", "SESSION\\("},
      {"where", " WHERE "},
      {"case", "CASE WHEN"},
      {"emit final", "EMIT FINAL"},
      {"emit changes", "EMIT CHANGES"},
    };
    for (String[] text : texts) {
      all.put(text[0], Pattern.compile(text[1]));
    }
    return all;
  }

  /// The pairs of the questions of some seeds.
  static Set<String> of(long seed, int questions) {
    Set<String> pairs = new TreeSet<>();
    for (long s = seed; s < seed + questions; s++) {
      String sql = OracleCase.of(s).question().sql(Dialect.VELOSTREAM);
      List<String> found = new ArrayList<>();
      FEATURES.forEach((name, pattern) -> {
        if (pattern.matcher(sql).find()) {
          found.add(name);
        }
      });
      for (int i = 0; i < found.size(); i++) {
        for (int j = i + 1; j < found.size(); j++) {
          pairs.add(found.get(i) + " + " + found.get(j));
        }
      }
    }
    return pairs;
  }

  /// How many features are told apart.
  static int count() {
    return FEATURES.size();
  }
}
