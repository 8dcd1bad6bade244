package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Translates between our types and Calcite's.
public final class Types {
  /// How UUIDs are kept: as their text in one form.
  private static final DataType UUID = new DataType.Char(36);

  private Types() {}

  /// A factory of Calcite types under our type system; cheap, one per compilation.
  public static RelDataTypeFactory newFactory() {
    return new SqlTypeFactoryImpl(StreamTypeSystem.INSTANCE) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }

      /// Calcite takes a number for a number of days where it meets a date. Where it meets NULL
      /// among arrays and maps, it takes the type of one of them, which cuts the texts of the
      /// others; and it forgets that an array can be NULL.
      @Override
      public @Nullable RelDataType leastRestrictive(
          List<RelDataType> all, SqlTypeMappingRule rule) {
        boolean times = all.stream().anyMatch(SqlTypeUtil::isDatetime);
        boolean numbers = all.stream().anyMatch(SqlTypeUtil::isNumeric);
        if (times && numbers) {
          return null;
        }
        List<RelDataType> known =
            all.stream().filter(type -> type.getSqlTypeName() != SqlTypeName.NULL).toList();
        RelDataType common = super.leastRestrictive(known.isEmpty() ? all : known, rule);
        boolean nullable = all.stream().anyMatch(RelDataType::isNullable);
        return common == null || !nullable || common.isNullable()
            ? common
            : createTypeWithNullability(common, true);
      }
    };
  }

  /// Our type for one of Calcite's; nullability is left out.
  ///
  /// @throws UserException for a type that values cannot have here
  public static DataType fromCalcite(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case TINYINT -> DataType.TINYINT;
      case SMALLINT -> DataType.SMALLINT;
      case INTEGER -> DataType.INTEGER;
      case BIGINT -> DataType.BIGINT;
      case REAL -> DataType.REAL;
      case FLOAT, DOUBLE -> DataType.DOUBLE;
      case DECIMAL -> new DataType.Decimal(type.getPrecision(), type.getScale());
      case CHAR -> new DataType.Char(type.getPrecision());
      case VARCHAR -> varchar(type.getPrecision());
      case BINARY, VARBINARY -> new DataType.Varbinary();
      case DATE -> DataType.DATE;
      case TIME -> new DataType.Time(type.getPrecision());
      case TIMESTAMP -> new DataType.Timestamp(type.getPrecision(), false);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new DataType.Timestamp(type.getPrecision(), true);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          new DataType.Interval(DataType.Interval.Family.YEAR_MONTH);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          new DataType.Interval(DataType.Interval.Family.DAY_TIME);
      case ARRAY -> new DataType.Array(fromCalcite(component(type.getComponentType())));
      case MULTISET -> new DataType.Multiset(fromCalcite(component(type.getComponentType())));
      case MAP ->
          new DataType.Map(
              fromCalcite(component(type.getKeyType())),
              fromCalcite(component(type.getValueType())));
      case ROW -> new DataType.Row(fields(type));
      case UUID -> UUID;
      case VARIANT -> new DataType.Variant();
      case GEOMETRY -> new DataType.Geometry();
      case NULL -> new DataType.Null();
      default ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED, "values of type " + type + " are not supported yet");
    };
  }

  /// Whether values are UUIDs.
  public static boolean isUuid(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.UUID;
  }

  /// Whether there are UUIDs inside of nested values.
  public static boolean hasUuidInside(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ARRAY, MULTISET -> hasUuid(component(type.getComponentType()));
      case MAP -> hasUuid(component(type.getKeyType())) || hasUuid(component(type.getValueType()));
      case ROW -> type.getFieldList().stream().anyMatch(field -> hasUuid(field.getType()));
      default -> false;
    };
  }

  private static boolean hasUuid(RelDataType type) {
    return isUuid(type) || hasUuidInside(type);
  }

  /// The columns of a row type.
  public static Schema schema(RelDataType row) {
    return new Schema(fields(row));
  }

  /// Calcite's type for one of ours.
  public static RelDataType toCalcite(DataType type, boolean nullable, RelDataTypeFactory types) {
    return types.createTypeWithNullability(
        switch (type) {
          case DataType.Bool _ -> types.createSqlType(SqlTypeName.BOOLEAN);
          case DataType.Integral t ->
              types.createSqlType(
                  switch (t.width()) {
                    case TINYINT -> SqlTypeName.TINYINT;
                    case SMALLINT -> SqlTypeName.SMALLINT;
                    case INTEGER -> SqlTypeName.INTEGER;
                    case BIGINT -> SqlTypeName.BIGINT;
                  });
          case DataType.Floating t ->
              types.createSqlType(
                  switch (t.width()) {
                    case REAL -> SqlTypeName.REAL;
                    case DOUBLE -> SqlTypeName.DOUBLE;
                  });
          case DataType.Decimal t ->
              types.createSqlType(SqlTypeName.DECIMAL, t.precision(), t.scale());
          case DataType.Char t -> types.createSqlType(SqlTypeName.CHAR, t.length());
          case DataType.Varchar t ->
              t.maxLength() == DataType.Varchar.UNLIMITED
                  ? types.createSqlType(SqlTypeName.VARCHAR)
                  : types.createSqlType(SqlTypeName.VARCHAR, t.maxLength());
          case DataType.Varbinary _ -> types.createSqlType(SqlTypeName.VARBINARY);
          case DataType.Date _ -> types.createSqlType(SqlTypeName.DATE);
          case DataType.Time t -> types.createSqlType(SqlTypeName.TIME, t.precision());
          case DataType.Timestamp t ->
              types.createSqlType(
                  t.local() ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP,
                  t.precision());
          case DataType.Interval t ->
              types.createSqlIntervalType(
                  switch (t.family()) {
                    case YEAR_MONTH -> qualifier(TimeUnit.YEAR, TimeUnit.MONTH);
                    case DAY_TIME -> qualifier(TimeUnit.DAY, TimeUnit.SECOND);
                  });
          case DataType.Array t -> types.createArrayType(toCalcite(t.element(), true, types), -1);
          case DataType.Multiset t ->
              types.createMultisetType(toCalcite(t.element(), true, types), -1);
          case DataType.Map t ->
              types.createMapType(
                  toCalcite(t.key(), false, types), toCalcite(t.value(), true, types));
          case DataType.Row t -> row(new Schema(t.fields()), types);
          case DataType.Variant _ -> types.createSqlType(SqlTypeName.VARIANT);
          case DataType.Geometry _ -> types.createSqlType(SqlTypeName.GEOMETRY);
          case DataType.Null _ -> types.createSqlType(SqlTypeName.NULL);
        },
        nullable);
  }

  /// Calcite's row type for a schema.
  public static RelDataType row(Schema schema, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (Field field : schema.fields()) {
      row.add(field.name(), toCalcite(field.type(), field.nullable(), types));
    }
    return row.build();
  }

  private static List<Field> fields(RelDataType row) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      fields.add(
          new Field(field.getName(), fromCalcite(field.getType()), field.getType().isNullable()));
    }
    return fields;
  }

  private static DataType varchar(int precision) {
    return precision == RelDataType.PRECISION_NOT_SPECIFIED
            || precision == DataType.Varchar.UNLIMITED
        ? DataType.STRING
        : new DataType.Varchar(precision);
  }

  private static RelDataType component(@Nullable RelDataType type) {
    return Objects.requireNonNull(type, "a collection has a component type");
  }

  private static SqlIntervalQualifier qualifier(TimeUnit from, TimeUnit to) {
    return new SqlIntervalQualifier(from, to, SqlParserPos.ZERO);
  }
}
