package io.velostream.connector.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files that schemas may import though nobody gives them.
final class KnownFiles {
  /// Those that come with Protocol Buffers, by their names.
  static final Map<String, FileDescriptor> EVERYWHERE =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toMap(FileDescriptor::getName, file -> file));

  /// Those that a registry has besides, and so does not tell as references. Kafka Connect writes
  /// decimals, dates and times of day as such messages.
  static final Map<String, FileDescriptor> IN_REGISTRIES = inRegistries();

  private KnownFiles() {}

  private static Map<String, FileDescriptor> inRegistries() {
    Map<String, FileDescriptor> files = new HashMap<>(EVERYWHERE);
    add(
        "confluent/meta.proto",
        "confluent",
        "message Meta { string doc = 1; map<string, string> params = 2; repeated string tags = 3;"
            + " }",
        files);
    add(
        "confluent/type/decimal.proto",
        "confluent.type",
        "message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }",
        files);
    Map<String, String> types =
        Map.of(
            "date",
            "message Date { int32 year = 1; int32 month = 2; int32 day = 3; }",
            "timeofday",
            "message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos"
                + " = 4; }",
            "money",
            "message Money { string currency_code = 1; int64 units = 2; int32 nanos = 3; }",
            "decimal",
            "message Decimal { string value = 1; }",
            "fraction",
            "message Fraction { int64 numerator = 1; int64 denominator = 2; }",
            "latlng",
            "message LatLng { double latitude = 1; double longitude = 2; }",
            "dayofweek",
            "enum DayOfWeek { DAY_OF_WEEK_UNSPECIFIED = 0; MONDAY = 1; TUESDAY = 2; WEDNESDAY = 3;"
                + " THURSDAY = 4; FRIDAY = 5; SATURDAY = 6; SUNDAY = 7; }",
            "month",
            "enum Month { MONTH_UNSPECIFIED = 0; JANUARY = 1; FEBRUARY = 2; MARCH = 3; APRIL = 4;"
                + " MAY = 5; JUNE = 6; JULY = 7; AUGUST = 8; SEPTEMBER = 9; OCTOBER = 10; NOVEMBER"
                + " = 11; DECEMBER = 12; }");
    types.forEach(
        (file, type) -> add("google/type/" + file + ".proto", "google.type", type, files));
    return Map.copyOf(files);
  }

  private static void add(
      String name, String inPackage, String type, Map<String, FileDescriptor> files) {
    String text = "syntax = \"proto3\"; package " + inPackage + "; " + type;
    try {
      files.put(
          name, FileDescriptor.buildFrom(ProtoText.parse(text, name, name), new FileDescriptor[0]));
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e); // they are valid
    }
  }
}
