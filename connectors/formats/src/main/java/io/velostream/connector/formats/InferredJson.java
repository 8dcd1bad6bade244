package io.velostream.connector.formats;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known so far about the values at one place of a sample of JSON.
///
/// Objects are a ROW of all members that were seen, unless their members are so many and so varied
/// that they are data rather than names; arrays are an ARRAY of what their elements have in common.
/// Values of several kinds are a VARIANT, but texts mixed with numbers or booleans in a column of
/// their own are VARCHAR.
final class InferredJson {
  /// From so many members on, an object whose members are mostly missing is no ROW.
  private static final int MANY_MEMBERS = 16;

  /// An object of more members is no ROW.
  private static final int MOST_MEMBERS = 1_000;

  private static final DataType VARIANT = new DataType.Variant();

  private TextType scalar = TextType.NONE;

  /// Whether scalars of different kinds were joined to text.
  private boolean mixed;

  private long objects;
  private long memberCount;
  private final Map<String, InferredJson> members = new LinkedHashMap<>();
  private @Nullable InferredJson element;

  /// Takes a scalar into account.
  void addScalar(TextType type) {
    TextType joined = scalar.join(type);
    boolean isText = isText(scalar) && isText(type);
    boolean known = scalar != TextType.NONE && type != TextType.NONE;
    mixed |= known && joined == TextType.OTHER && !isText;
    scalar = joined;
  }

  /// Whether the values are texts in JSON: also dates and times are.
  private static boolean isText(TextType type) {
    return switch (type) {
      case DATE, TIME, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, OTHER, NONE -> true;
      case BIGINT, DOUBLE, BOOLEAN -> false;
    };
  }

  /// Takes an object into account; its members follow.
  void addObject() {
    objects++;
  }

  /// The place of a member of the objects.
  InferredJson member(String name) {
    memberCount++;
    return members.computeIfAbsent(name, _ -> new InferredJson());
  }

  /// Takes an array into account, and gives the place of its elements.
  InferredJson elements() {
    if (element == null) {
      element = new InferredJson();
    }
    return element;
  }

  /// Takes over what another one knows.
  void merge(InferredJson other) {
    addScalar(other.scalar);
    mixed |= other.mixed;
    objects += other.objects;
    memberCount += other.memberCount;
    other.members.forEach(
        (name, member) -> members.computeIfAbsent(name, _ -> new InferredJson()).merge(member));
    if (other.element != null) {
      elements().merge(other.element);
    }
  }

  /// The members as columns.
  List<Field> columns() {
    List<Field> columns = new ArrayList<>();
    members.forEach((name, member) -> columns.add(Field.of(name, member.type(true))));
    return columns;
  }

  /// @param column whether the values are a column of their own
  private DataType type(boolean column) {
    int kinds =
        (scalar == TextType.NONE ? 0 : 1) + (objects > 0 ? 1 : 0) + (element == null ? 0 : 1);
    if (kinds > 1 || (mixed && !column)) {
      return VARIANT;
    }
    if (objects > 0) {
      return isRow() ? new DataType.Row(fields()) : VARIANT;
    }
    if (element != null) {
      return new DataType.Array(element.isUnknown() ? VARIANT : element.type(false));
    }
    return scalar.dataType();
  }

  private boolean isUnknown() {
    return scalar == TextType.NONE && objects == 0 && element == null;
  }

  private boolean isRow() {
    boolean sparse = members.size() > MANY_MEMBERS && memberCount < objects * members.size() / 4;
    return !members.isEmpty() && members.size() <= MOST_MEMBERS && !sparse;
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    members.forEach((name, member) -> fields.add(Field.of(name, member.type(false))));
    return fields;
  }
}
