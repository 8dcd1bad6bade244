package io.velostream.connector.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds what messages are declared to be: in `.proto` files, in sets of descriptors as `protoc
/// --descriptor_set_out --include_imports` writes them, or in texts.
final class ProtoSchemas {
  private static final int MOST_FILES = 1_000;

  private final String where;
  private final Map<String, FileDescriptorProto> declared = new LinkedHashMap<>();
  private final Map<String, FileDescriptor> built = new HashMap<>(KnownFiles.EVERYWHERE);

  private ProtoSchemas(String where) {
    this.where = where;
  }

  /// The schema that an option gives: the text of a `.proto` file, or the path of one or of a set
  /// of descriptors.
  ///
  /// @param message its name, or empty for the first one that is declared
  static Descriptor declared(String option, String given, String message, Files files) {
    String where = "the option '" + option + "'";
    if (given.contains("{")) {
      return ofText(given, List.of(), message, where);
    }
    byte[] bytes = read(given, where, files);
    String shown = "'" + given + "'";
    ProtoSchemas schemas = new ProtoSchemas(shown);
    if (!ProtoTokens.isText(bytes)) {
      return schemas.ofSet(bytes, message);
    }
    int slash = given.lastIndexOf('/');
    schemas.load(
        given.substring(slash + 1),
        new String(bytes, StandardCharsets.UTF_8),
        given.substring(0, slash + 1),
        files);
    return schemas.message(List.of(given.substring(slash + 1)), message);
  }

  /// The schema of a text.
  ///
  /// @param others the texts that it imports, each before those that import it
  static Descriptor ofText(String text, List<String> others, String message, String where) {
    ProtoSchemas schemas = new ProtoSchemas(where);
    List<FileDescriptor> before = new ArrayList<>();
    for (String other : others) {
      before.add(schemas.build("import" + before.size(), other, before));
    }
    FileDescriptor file = schemas.build("schema", text, before);
    return schemas.message(file, message);
  }

  private FileDescriptor build(String name, String text, List<FileDescriptor> others) {
    FileDescriptorProto parsed = ProtoText.parse(text, name, where);
    List<FileDescriptor> all = new ArrayList<>(others);
    parsed.getDependencyList().stream()
        .map(KnownFiles.IN_REGISTRIES::get)
        .filter(Objects::nonNull)
        .forEach(all::add);
    return build(parsed, all);
  }

  private FileDescriptor build(FileDescriptorProto parsed, List<FileDescriptor> imports) {
    FileDescriptorProto file =
        parsed.toBuilder()
            .clearDependency()
            .clearPublicDependency()
            .clearWeakDependency()
            .addAllDependency(imports.stream().map(FileDescriptor::getName).toList())
            .build();
    try {
      return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException e) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "no schema of Protocol Buffers in %s: %s".formatted(where, e.getMessage()))
          .hint("every type that it names must be declared in it, or imported");
    }
  }

  private Descriptor ofSet(byte[] bytes, String message) {
    try {
      FileDescriptorSet set = FileDescriptorSet.parseFrom(bytes);
      set.getFileList().forEach(file -> declared.put(file.getName(), file));
    } catch (InvalidProtocolBufferException e) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "neither a .proto file nor a set of descriptors: %s: %s"
                  .formatted(where, e.getMessage()))
          .hint("protoc --include_imports --descriptor_set_out=all.desc orders.proto");
    }
    if (declared.isEmpty()) {
      throw new UserException(ErrorCode.BAD_INPUT, where + " declares nothing");
    }
    List<String> names = new ArrayList<>(declared.keySet());
    return message(names.reversed(), message); // imports come first
  }

  /// Reads a file and those that it imports, which lie in the same folder or further in.
  private void load(String name, String text, String folder, Files files) {
    if (declared.size() >= MOST_FILES) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, where + " imports more than " + MOST_FILES + " files");
    }
    FileDescriptorProto parsed = ProtoText.parse(text, name, "'" + folder + name + "'");
    declared.put(name, parsed);
    for (String other : parsed.getDependencyList()) {
      if (built.containsKey(other) || declared.containsKey(other)) {
        continue;
      }
      FileDescriptor known = KnownFiles.IN_REGISTRIES.get(other);
      if (known != null && !files.exists(folder + other)) {
        built.put(other, known);
      } else {
        byte[] bytes = read(folder + other, "'" + folder + name + "'", files);
        load(other, new String(bytes, StandardCharsets.UTF_8), folder, files);
      }
    }
  }

  private static byte[] read(String path, String namedBy, Files files) {
    try (InputStream in = files.read(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot read '%s', which %s names: %s".formatted(path, namedBy, e.getMessage()),
          e,
          false);
    }
  }

  private FileDescriptor build(String name, List<String> open) {
    FileDescriptor known = built.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto file = declared.get(name);
    if (file == null || open.contains(name)) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "%s imports '%s', which %s"
                  .formatted(where, name, file == null ? "is not there" : "imports it in turn"))
          .hint("protoc --include_imports puts all that is needed into a set of descriptors");
    }
    List<String> deeper = new ArrayList<>(open);
    deeper.add(name);
    List<FileDescriptor> imports = new ArrayList<>();
    for (String other : file.getDependencyList()) {
      FileDescriptor one = build(other, deeper);
      imports.add(one);
      one.getDependencies().stream().filter(d -> !imports.contains(d)).forEach(imports::add);
    }
    FileDescriptor made = build(file, imports.stream().distinct().toList());
    built.put(name, made);
    return made;
  }

  private Descriptor message(List<String> files, String message) {
    FileDescriptor first = null;
    for (String name : files) {
      FileDescriptor file = build(name, List.of());
      first = first == null ? file : first;
      Optional<Descriptor> found = message.isEmpty() ? Optional.empty() : find(file, message);
      if (found.isPresent()) {
        return found.get();
      }
    }
    if (first == null) {
      throw new IllegalStateException("no file was given");
    }
    return message(first, message);
  }

  private Descriptor message(FileDescriptor file, String message) {
    List<String> names = file.getMessageTypes().stream().map(Descriptor::getFullName).toList();
    if (names.isEmpty()) {
      throw new UserException(ErrorCode.BAD_INPUT, where + " declares no message");
    }
    if (message.isEmpty()) {
      return file.getMessageTypes().getFirst();
    }
    return find(file, message)
        .orElseThrow(() ->
            new UserException(
                    ErrorCode.UNKNOWN_NAME, "%s declares no message '%s'".formatted(where, message))
                .hint(
                    Suggestions.didYouMean(message, names)
                        .orElse("it declares " + String.join(", ", names))));
  }

  /// A message by its full name, or by that without the package.
  private static Optional<Descriptor> find(FileDescriptor file, String message) {
    String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
    String inFile = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    Descriptor found = null;
    for (String part : inFile.split("\\.", -1)) {
      found = found == null ? file.findMessageTypeByName(part) : found.findNestedTypeByName(part);
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }
}
