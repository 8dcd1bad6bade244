package io.velostream.conformance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of the reactor, from the bottom to the top, and what each may import.
 *
 * <p>A module may also use what its imports may: {@code operators} sees {@code columnar} through
 * {@code stream}.
 */
enum EngineModule {
  COLUMNAR("columnar", "columnar"),
  STREAM("stream", "stream", COLUMNAR),
  EXPRESSION("expression", "expression", COLUMNAR),
  PLAN("plan", "plan", EXPRESSION, STREAM),
  SQL_GRAMMAR("sql-grammar", "sql.grammar"),
  SQL("sql", "sql", PLAN, SQL_GRAMMAR),
  STATE("state", "state", COLUMNAR, STREAM),
  OPERATORS("operators", "operators", EXPRESSION, STATE, STREAM),
  CONNECTOR_SPI("connectors/spi", "connector.spi", STREAM, COLUMNAR),
  CONNECTOR_FORMATS("connectors/formats", "connector.formats", CONNECTOR_SPI),
  CONNECTOR_FILE("connectors/file", "connector.file", CONNECTOR_FORMATS),
  CONNECTOR_PARQUET("connectors/parquet", "connector.parquet", CONNECTOR_FILE),
  CONNECTOR_AVRO("connectors/avro", "connector.avro", CONNECTOR_FILE),
  CONNECTOR_PROTOBUF("connectors/protobuf", "connector.protobuf", CONNECTOR_FILE),
  CONNECTOR_DATAGEN("connectors/datagen", "connector.datagen", CONNECTOR_FORMATS),
  CONNECTOR_JDBC("connectors/jdbc", "connector.jdbc", CONNECTOR_SPI),
  CONNECTOR_KAFKA("connectors/kafka", "connector.kafka", CONNECTOR_FORMATS),
  RUNTIME("runtime", "runtime", PLAN, OPERATORS, CONNECTOR_SPI),
  ENGINE("engine", "engine", SQL, RUNTIME, CONNECTOR_FILE, CONNECTOR_DATAGEN),
  JDBC("jdbc", "jdbc", ENGINE),
  SERVER("server", "server", ENGINE),
  CLI("cli", "cli", ENGINE, SERVER),
  BENCHMARKS("benchmarks", "benchmarks", ENGINE),
  CONFORMANCE("conformance", "conformance", ENGINE);

  final String folder;
  final String packageName;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final EngineModule[] imports;

  EngineModule(String folder, String packageName, EngineModule... imports) {
    this.folder = folder;
    this.packageName = "io.velostream." + packageName;
    this.imports = imports;
  }

  /** What this module may use: itself, its imports, and what they may use. */
  Set<EngineModule> usable() {
    EnumSet<EngineModule> usable = EnumSet.of(this);
    for (EngineModule imported : imports) {
      usable.addAll(imported.usable());
    }
    return usable;
  }

  /** The module whose package is the nearest around the class: none if it is not one of ours. */
  static Optional<EngineModule> of(JavaClass type) {
    String name = type.getPackageName() + ".";
    return Arrays.stream(values())
        .filter(module -> name.startsWith(module.packageName + "."))
        .max((a, b) -> Integer.compare(a.packageName.length(), b.packageName.length()));
  }
}
