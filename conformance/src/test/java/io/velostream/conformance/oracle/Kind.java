package io.velostream.conformance.oracle;

import io.velostream.columnar.DataType;
import java.util.List;
import java.util.Random;

/// The types that queries are made of: their names in both dialects, and a small pool of values
/// (text as a literal's content), so that equal values meet often.
enum Kind {
  BOOL(DataType.BOOLEAN, "BOOLEAN", "true", "false"),
  INT(DataType.INTEGER, "INTEGER", "0", "1", "-1", "2", "7", "-13", "100"),
  BIG(DataType.BIGINT, "BIGINT", "0", "1", "-2", "5", "40", "-999", "123456789"),
  DBL(DataType.DOUBLE, "DOUBLE", "0.0", "1.5", "-0.25", "3.0", "250.75", "-8.5"),
  DEC(new DataType.Decimal(10, 2), "DECIMAL(10,2)", "0.00", "1.10", "-2.25", "9.99", "1000.01"),
  STR(DataType.STRING, "VARCHAR", "", "a", "b", "ab", "Ab", "it's", "äé", "%", "zzz"),
  DATE(DataType.DATE, "DATE", "1969-12-31", "2024-01-31", "2024-02-29", "2024-03-01"),
  TS(
      DataType.TIMESTAMP_MILLIS,
      "TIMESTAMP",
      "1969-12-31 23:59:59.999",
      "2024-01-31 12:30:00",
      "2024-02-29 00:00:00",
      "2024-02-29 23:59:59.5"),
  /// An exact decimal of many digits, as sums give; only passed on or aggregated again.
  WIDE(new DataType.Decimal(38, 2), "DECIMAL(38,2)"),
  /// A number that both sides round in their own way; only passed on.
  APPROX(DataType.DOUBLE, "DOUBLE");

  /// Types that columns of tables have.
  static final List<Kind> STORED = List.of(BOOL, INT, BIG, DBL, DEC, STR, DATE, TS);

  private final DataType type;
  private final String duckType;
  private final List<String> pool;

  Kind(DataType type, String duckType, String... pool) {
    this.type = type;
    this.duckType = duckType;
    this.pool = List.of(pool);
  }

  DataType type() {
    return type;
  }

  String duckType() {
    return duckType;
  }

  boolean isNumber() {
    return this == INT || this == BIG || this == DBL || this == DEC;
  }

  /// A value for a row: mostly from the pool, sometimes one that is hard to get right.
  String randomValue(Random random) {
    if (random.nextInt(20) == 0) {
      List<String> special = specials();
      if (!special.isEmpty()) {
        return special.get(random.nextInt(special.size()));
      }
    }
    return pool.get(random.nextInt(pool.size()));
  }

  private List<String> specials() {
    return switch (this) {
      case DBL -> List.of("NaN", "Infinity", "-Infinity", "-0.0");
      case STR -> List.of("😀", " x ", "null", "_");
      case DATE -> List.of("0001-01-01", "9999-12-31");
      case BOOL, INT, BIG, DEC, TS, WIDE, APPROX -> List.of();
    };
  }

  /// A literal from the pool, the same in both dialects.
  Term randomLiteral(Random random) {
    return literal(pool.get(random.nextInt(pool.size())));
  }

  /// A literal.
  Term literal(String value) {
    String text =
        switch (this) {
          case BOOL -> value;
          case INT -> value.startsWith("-") ? "(" + value + ")" : value;
          case BIG, DBL, DEC, WIDE, APPROX -> "CAST('" + value + "' AS " + duckType + ")";
          case STR -> "CAST('" + value.replace("'", "''") + "' AS VARCHAR)";
          case DATE -> "DATE '" + value + "'";
          case TS -> "TIMESTAMP '" + value + "'";
        };
    return Term.of(text, this);
  }
}
