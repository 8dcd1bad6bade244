package io.velostream.columnar;

import java.util.List;
import java.util.stream.Collectors;

/// A SQL type, without nullability (that belongs to a [Field] or an expression).
///
/// A closed family: consumers switch over it without `default`.
public sealed interface DataType {

  /// VARCHAR of unlimited length.
  DataType STRING = new Varchar(Varchar.UNLIMITED);

  DataType BOOLEAN = new Bool();
  DataType TINYINT = new Integral(Integral.Width.TINYINT);
  DataType SMALLINT = new Integral(Integral.Width.SMALLINT);
  DataType INTEGER = new Integral(Integral.Width.INTEGER);
  DataType BIGINT = new Integral(Integral.Width.BIGINT);
  DataType REAL = new Floating(Floating.Width.REAL);
  DataType DOUBLE = new Floating(Floating.Width.DOUBLE);
  DataType DATE = new Date();

  /// TIMESTAMP(3), the usual type of an event-time column.
  DataType TIMESTAMP_MILLIS = new Timestamp(3, false);

  /// How values of this type lie in memory.
  Lane lane();

  /// The type as SQL text, for instance `DECIMAL(18, 4)`.
  String sql();

  /// BOOLEAN.
  record Bool() implements DataType {
    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return "BOOLEAN";
    }
  }

  /// TINYINT, SMALLINT, INTEGER, BIGINT.
  record Integral(Width width) implements DataType {
    /// The four sizes with their inclusive ranges.
    public enum Width {
      TINYINT(Byte.MIN_VALUE, Byte.MAX_VALUE, 3),
      SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE, 5),
      INTEGER(Integer.MIN_VALUE, Integer.MAX_VALUE, 10),
      BIGINT(Long.MIN_VALUE, Long.MAX_VALUE, 19);

      private final long min;
      private final long max;
      private final int digits;

      Width(long min, long max, int digits) {
        this.min = min;
        this.max = max;
        this.digits = digits;
      }

      /// Smallest value.
      public long min() {
        return min;
      }

      /// Largest value.
      public long max() {
        return max;
      }

      /// Decimal digits of the largest value.
      public int digits() {
        return digits;
      }
    }

    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return width.name();
    }
  }

  /// REAL (32 bits) and DOUBLE (64 bits).
  record Floating(Width width) implements DataType {
    /// The two sizes.
    public enum Width {
      REAL,
      DOUBLE
    }

    @Override
    public Lane lane() {
      return Lane.DOUBLE;
    }

    @Override
    public String sql() {
      return width.name();
    }
  }

  /// DECIMAL(precision, scale): exact; precision 1 to 38, scale 0 to precision.
  record Decimal(int precision, int scale) implements DataType {
    /// The largest precision.
    public static final int MAX_PRECISION = 38;

    /// The largest precision whose unscaled value fits one `long`.
    public static final int MAX_LONG_PRECISION = 18;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "no such type: DECIMAL(" + precision + "," + scale + ")");
      }
    }

    @Override
    public Lane lane() {
      return precision <= MAX_LONG_PRECISION ? Lane.LONG : Lane.WIDE;
    }

    @Override
    public String sql() {
      return "DECIMAL(" + precision + ", " + scale + ")";
    }
  }

  /// CHAR(n): values are padded with blanks to `length` characters.
  record Char(int length) implements DataType {
    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return "CHAR(" + length + ")";
    }
  }

  /// VARCHAR(n) in characters (code points), or unlimited.
  record Varchar(int maxLength) implements DataType {
    /// The `maxLength` of a VARCHAR without a bound.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return maxLength == UNLIMITED ? "VARCHAR" : "VARCHAR(" + maxLength + ")";
    }
  }

  /// VARBINARY of unlimited length.
  record Varbinary() implements DataType {
    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return "VARBINARY";
    }
  }

  /// DATE: days since 1970-01-01.
  record Date() implements DataType {
    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return "DATE";
    }
  }

  /// TIME(p): microseconds since midnight; `precision` is the number of fraction digits shown.
  record Time(int precision) implements DataType {
    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return "TIME(" + precision + ")";
    }
  }

  /// TIMESTAMP(p), or TIMESTAMP(p) WITH LOCAL TIME ZONE when `local`: microseconds since the epoch.
  /// A plain timestamp counts as if it were UTC; a local one is an instant shown in the session's
  /// zone. Precision is 0 to 6.
  record Timestamp(int precision, boolean local) implements DataType {
    /// Fraction digits kept at most.
    public static final int MAX_PRECISION = 6;

    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return "TIMESTAMP(" + precision + ")" + (local ? " WITH LOCAL TIME ZONE" : "");
    }
  }

  /// INTERVAL: months for the year-month family, microseconds for the day-time family.
  record Interval(Family family) implements DataType {
    /// The two families of SQL; they cannot be mixed.
    public enum Family {
      YEAR_MONTH,
      DAY_TIME
    }

    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return family == Family.YEAR_MONTH ? "INTERVAL YEAR TO MONTH" : "INTERVAL DAY TO SECOND";
    }
  }

  /// What holds any number of elements of one type: ARRAY and MULTISET.
  sealed interface Collection extends DataType {
    /// The type of each element.
    DataType element();

    @Override
    default Lane lane() {
      return Lane.BYTES;
    }
  }

  /// ARRAY of one element type.
  record Array(DataType element) implements Collection {
    @Override
    public String sql() {
      return "ARRAY<" + element.sql() + ">";
    }
  }

  /// MULTISET of one element type: elements with their numbers of times, in no order.
  ///
  /// Its values are those of an ARRAY with its elements in the order of their bytes, so that equal
  /// multisets are equal bytes.
  record Multiset(DataType element) implements Collection {
    @Override
    public String sql() {
      return "MULTISET<" + element.sql() + ">";
    }
  }

  /// MAP from a key type to a value type.
  record Map(DataType key, DataType value) implements DataType {
    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return "MAP<" + key.sql() + ", " + value.sql() + ">";
    }
  }

  /// ROW of named fields.
  record Row(List<Field> fields) implements DataType {
    public Row {
      fields = List.copyOf(fields);
    }

    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return fields.stream()
          .map(f -> quoted(f.name()) + " " + f.type().sql())
          .collect(Collectors.joining(", ", "ROW<", ">"));
    }

    private static String quoted(String name) {
      return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
  }

  /// VARIANT: one parsed JSON value of any shape.
  record Variant() implements DataType {
    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return "VARIANT";
    }
  }

  /// GEOMETRY: points, lines and areas of the plane, with or without an SRID.
  record Geometry() implements DataType {
    @Override
    public Lane lane() {
      return Lane.BYTES;
    }

    @Override
    public String sql() {
      return "GEOMETRY";
    }
  }

  /// The type of a bare NULL; it can be cast to any other.
  record Null() implements DataType {
    @Override
    public Lane lane() {
      return Lane.LONG;
    }

    @Override
    public String sql() {
      return "NULL";
    }
  }
}
