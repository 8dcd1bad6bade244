package io.velostream.sql.validate;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// TUMBLE, HOP, CUMULATE and SESSION as table functions.
///
/// The result is the input's columns and `window_start`, `window_end`, `window_time`. Columns of
/// the input that have one of these names are hidden by the new ones, so that windows can be
/// stacked.
public final class WindowFunction extends SqlWindowTableFunction {
  /// The four kinds; HOP, CUMULATE: the shorter duration comes first.
  public enum Shape {
    TUMBLE("DATA", "TIMECOL", "SIZE", "OFFSET"),
    HOP("DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"),
    CUMULATE("DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"),
    /// The third operand holds the key columns; without keys it is left out.
    SESSION("DATA", "TIMECOL", "KEY", "GAP"),
    /// What the short forms of a session are rewritten to: the keys are those of the GROUP BY.
    SESSION_OF_GROUP("DATA", "TIMECOL", "GAP");

    private final List<String> parameters;

    Shape(String... parameters) {
      this.parameters = List.of(parameters);
    }

    private String form() {
      return switch (this) {
        case TUMBLE -> "TUMBLE(TABLE t, DESCRIPTOR(time), size [, offset])";
        case HOP -> "HOP(TABLE t, DESCRIPTOR(time), slide, size [, offset])";
        case CUMULATE -> "CUMULATE(TABLE t, DESCRIPTOR(time), step, size [, offset])";
        case SESSION, SESSION_OF_GROUP ->
            "SESSION(TABLE t [PARTITION BY keys], DESCRIPTOR(time), gap)";
      };
    }

    private int required() {
      return switch (this) {
        case TUMBLE, SESSION, SESSION_OF_GROUP -> 3;
        case HOP, CUMULATE -> 4;
      };
    }
  }

  public static final WindowFunction TUMBLE = new WindowFunction(Shape.TUMBLE);
  public static final WindowFunction HOP = new WindowFunction(Shape.HOP);
  public static final WindowFunction CUMULATE = new WindowFunction(Shape.CUMULATE);
  public static final WindowFunction SESSION = new WindowFunction(Shape.SESSION);
  public static final WindowFunction SESSION_OF_GROUP = new WindowFunction(Shape.SESSION_OF_GROUP);

  /// Stands for the input's event-time column where a short form leaves the time column out.
  public static final String EVENT_TIME = "$event_time";

  public static final String WINDOW_START = "window_start";
  public static final String WINDOW_END = "window_end";
  public static final String WINDOW_TIME = "window_time";

  /// Precision of window times when that of the time column is not known yet.
  private static final int DEFAULT_PRECISION = 3;

  private final Shape shape;

  private WindowFunction(Shape shape) {
    super(
        shape == Shape.SESSION_OF_GROUP ? "$SESSION_OF_GROUP" : shape.name(), new Operands(shape));
    this.shape = shape;
  }

  /// How it is written, for hints.
  String form() {
    return "write " + shape.form();
  }

  /// Which kind it is.
  public Shape shape() {
    return shape;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return WindowFunction::rowType;
  }

  /// Whether a column of that name is hidden by a window's own.
  public static boolean isWindowColumn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(WINDOW_START) || lower.equals(WINDOW_END) || lower.equals(WINDOW_TIME);
  }

  private static RelDataType rowType(SqlOperatorBinding binding) {
    RelDataType input = binding.getOperandType(0);
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    for (RelDataTypeField field : input.getFieldList()) {
      if (!isWindowColumn(field.getName())) {
        row.add(field);
      }
    }
    RelDataType time = windowTimeType(input, ((SqlCallBinding) binding).operand(1), types);
    return row.add(WINDOW_START, time).add(WINDOW_END, time).add(WINDOW_TIME, time).build();
  }

  private static RelDataType windowTimeType(
      RelDataType input, SqlNode descriptor, RelDataTypeFactory types) {
    SqlIdentifier column = ((SqlCall) descriptor).operand(0);
    RelDataTypeField field = input.getField(column.getSimple(), false, false);
    return field == null
        ? types.createSqlType(SqlTypeName.TIMESTAMP, DEFAULT_PRECISION)
        : types.createTypeWithNullability(field.getType(), false);
  }

  /// Checks operands: errors name the operand and stand where it stands.
  private record Operands(Shape shape) implements SqlOperandMetadata {
    @Override
    public List<RelDataType> paramTypes(RelDataTypeFactory types) {
      return shape.parameters.stream().map(_ -> types.createSqlType(SqlTypeName.ANY)).toList();
    }

    @Override
    public List<String> paramNames() {
      return shape.parameters;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.between(shape.required(), shape.parameters.size());
    }

    @Override
    public boolean isOptional(int operand) {
      return operand >= shape.required();
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return shape.form();
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      int given = binding.getOperandCount();
      // Named arguments that are none of the parameters are counted, but not among the operands.
      if (given < shape.required() || given > binding.operands().size()) {
        return fail(binding, throwOnFailure);
      }
      RelDataType input = binding.getOperandType(0);
      if (input.getSqlTypeName() != SqlTypeName.ROW) {
        return fail(binding, throwOnFailure);
      }
      int durations = 0;
      for (int i = 1; i < binding.getOperandCount(); i++) {
        SqlNode operand = binding.operand(i);
        if (operand.getKind() == SqlKind.DESCRIPTOR) {
          if (i > (shape == Shape.SESSION ? 2 : 1) || durations > 0) {
            return fail(binding, throwOnFailure);
          }
          checkColumns(input, (SqlCall) operand, i == 1);
        } else if (i == 1 || !SqlTypeUtil.isInterval(binding.getOperandType(i))) {
          return fail(binding, throwOnFailure);
        } else {
          durations++;
        }
      }
      return durations > 0 || fail(binding, throwOnFailure);
    }

    private static void checkColumns(RelDataType input, SqlCall descriptor, boolean isTime) {
      for (SqlNode column : descriptor.getOperandList()) {
        String name = ((SqlIdentifier) column).names.getLast();
        if (isTime && name.equals(EVENT_TIME)) {
          continue;
        }
        RelDataTypeField field = input.getField(name, false, false);
        if (field == null) {
          throw FrontEndErrors.unknownColumn(
              name, input.getFieldNames(), FrontEndErrors.position(column));
        }
        if (isTime && !SqlTypeUtil.isTimestamp(field.getType())) {
          throw FrontEndErrors.notATime(
              name, Types.fromCalcite(field.getType()), FrontEndErrors.position(column));
        }
      }
    }

    private static boolean fail(SqlCallBinding binding, boolean throwOnFailure) {
      if (throwOnFailure) {
        throw binding.newValidationSignatureError();
      }
      return false;
    }
  }
}
