package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/// The columns of a file.
///
/// Lists are taken in all forms that the format knows: three levels, two levels of older writers,
/// and a repeated field by itself.
final class FileSchema {
  private final MessageType message;

  private FileSchema(MessageType message) {
    this.message = message;
  }

  static List<FileField> fields(MessageType message) {
    FileSchema schema = new FileSchema(message);
    return message.getFields().stream().map(schema::field).toList();
  }

  /// What is found below a node of the schema.
  ///
  /// @param leaf the stored column, if that is all
  private record Found(DataType type, Optional<Leaf> leaf, Supplier<NestedPart> part) {}

  /// The engine has no type for a node.
  private static final class UnknownType extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownType(Type type) {
      super(type.toString().strip().replaceAll("\\s+", " "));
    }
  }

  /// Where a node lies: the names down to it, and its levels.
  private record Place(List<String> path, int definition, int repetition) {
    Place below(Type child) {
      List<String> names = new ArrayList<>(path);
      names.add(child.getName());
      return new Place(
          names,
          definition + (child.isRepetition(Type.Repetition.REQUIRED) ? 0 : 1),
          repetition + (child.isRepetition(Type.Repetition.REPEATED) ? 1 : 0));
    }
  }

  private FileField field(Type type) {
    boolean nullable = type.isRepetition(Type.Repetition.OPTIONAL);
    try {
      Found found = find(type, new Place(List.of(), 0, 0).below(type));
      return new FileField(
          type.getName(), found.type, Optional.empty(), nullable, found.leaf, found.part);
    } catch (UnknownType e) {
      Supplier<NestedPart> none =
          () -> {
            throw new IllegalStateException("not readable: " + type);
          };
      return new FileField(
          type.getName(),
          new DataType.Null(),
          Optional.ofNullable(e.getMessage()),
          nullable,
          Optional.empty(),
          none);
    }
  }

  private Found find(Type type, Place place) throws UnknownType {
    return type.isRepetition(Type.Repetition.REPEATED)
        ? list(once(type, place), place, place.definition - 1)
        : once(type, place);
  }

  /// One value of a node, repeated or not.
  private Found once(Type type, Place place) throws UnknownType {
    return type.isPrimitive() ? stored(type.asPrimitiveType(), place) : group(type, place);
  }

  private Found stored(PrimitiveType type, Place place) throws UnknownType {
    Leaf leaf =
        LeafTypes.of(message.getColumnDescription(place.path.toArray(String[]::new)))
            .orElseThrow(() -> new UnknownType(type));
    return new Found(
        leaf.type(), Optional.of(leaf), () -> new NestedPart.Value(new LeafCursor(leaf)));
  }

  private Found group(Type type, Place place) throws UnknownType {
    GroupType group = type.asGroupType();
    return switch (group.getLogicalTypeAnnotation()) {
      case LogicalTypeAnnotation.ListLogicalTypeAnnotation _ -> annotatedList(group, place);
      case LogicalTypeAnnotation.MapLogicalTypeAnnotation _ -> map(group, place);
      case LogicalTypeAnnotation.MapKeyValueTypeAnnotation _ -> map(group, place);
      case null -> row(group, place);
      default -> throw new UnknownType(group);
    };
  }

  private Found row(GroupType group, Place place) throws UnknownType {
    if (group.getFieldCount() == 0) {
      throw new UnknownType(group);
    }
    List<Field> fields = new ArrayList<>();
    List<Supplier<NestedPart>> parts = new ArrayList<>();
    for (Type child : group.getFields()) {
      Found found = find(child, place.below(child));
      fields.add(Field.of(child.getName(), found.type));
      parts.add(found.part);
    }
    return new Found(
        new DataType.Row(fields),
        Optional.empty(),
        () -> {
          List<NestedPart> made = parts.stream().map(Supplier::get).toList();
          List<LeafCursor> cursors =
              made.stream().flatMap(part -> part.cursors().stream()).toList();
          return new NestedPart.Row(made, place.definition, cursors);
        });
  }

  private static Found list(Found element, Place repeated, int present) {
    return new Found(
        new DataType.Array(element.type),
        Optional.empty(),
        () ->
            new NestedPart.Array(
                element.part.get(), present, repeated.definition, repeated.repetition));
  }

  private Found annotatedList(GroupType group, Place place) throws UnknownType {
    if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      throw new UnknownType(group);
    }
    Type repeated = group.getType(0);
    Place below = place.below(repeated);
    Found element;
    if (isElement(repeated, group.getName())) {
      element = once(repeated, below);
    } else {
      Type only = repeated.asGroupType().getType(0);
      element = find(only, below.below(only));
    }
    return list(element, below, place.definition);
  }

  /// Whether the repeated node is the element itself, as older writers have it.
  private static boolean isElement(Type repeated, String list) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() != 1
        || group.getType(0).isRepetition(Type.Repetition.REPEATED)
        || group.getName().equals("array")
        || group.getName().equals(list + "_tuple");
  }

  private Found map(GroupType group, Place place) throws UnknownType {
    if (group.getFieldCount() != 1
        || group.getType(0).isPrimitive()
        || !group.getType(0).isRepetition(Type.Repetition.REPEATED)
        || group.getType(0).asGroupType().getFieldCount() != 2) {
      throw new UnknownType(group);
    }
    GroupType entry = group.getType(0).asGroupType();
    Place below = place.below(entry);
    Found key = find(entry.getType(0), below.below(entry.getType(0)));
    Found value = find(entry.getType(1), below.below(entry.getType(1)));
    return new Found(
        new DataType.Map(key.type, value.type),
        Optional.empty(),
        () -> {
          NestedPart keys = key.part.get();
          NestedPart values = value.part.get();
          List<LeafCursor> cursors = new ArrayList<>(keys.cursors());
          cursors.addAll(values.cursors());
          return new NestedPart.Map(
              keys, values, place.definition, below.definition, below.repetition, cursors);
        });
  }
}
