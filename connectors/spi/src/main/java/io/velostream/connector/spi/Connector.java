package io.velostream.connector.spi;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One kind of table. Found by ServiceLoader; has no state.
public interface Connector {
  /// The value of the `connector` option that selects it.
  String name();

  /// All options that a table of this kind may have (`connector` itself excepted); any other is an
  /// error. May depend on the options given, for instance on `format`.
  List<OptionSpec> options(Map<String, String> given);

  /// Whether reading a table with such options comes to an end. It must not look at data.
  ///
  /// @param given as written, not checked
  default boolean isBounded(Map<String, String> given) {
    return true;
  }

  /// Whether rows that are read can take back others: their batches have weights. It must not look
  /// at data.
  ///
  /// @param given as written, not checked
  default boolean isChangelog(Map<String, String> given) {
    return false;
  }

  /// Whether a row read of its tables replaces the one before with the same primary key, or takes
  /// it away. Then its readers deliver the rows as they come, and know of each the metadata
  /// `offset`, which grows with the rows of a key, and `deleted`, whether it takes the row of its
  /// key away: then the other columns are NULL. Whoever reads keeps the last one of each key.
  default boolean isKeyed() {
    return false;
  }

  /// Whether what holds its tables is another system, which may be out of reach for a while. A
  /// writer of such a table throws [UnavailableException] then, and is replaced by another one.
  default boolean isRemote() {
    return false;
  }

  /// What queries can ask of its records besides the columns that are declared, in the order in
  /// which users are told of it. Each can be declared with METADATA, too.
  default List<RecordColumn> recordColumns() {
    return List.of();
  }

  /// Why a table with such options has one reader, however many could share the work, such as `it
  /// is compressed`; nothing when it can be read in turns. It must not look at data: what only that
  /// tells is not known here.
  ///
  /// @param given as written, not checked
  default Optional<String> readsAlone(Map<String, String> given) {
    return Optional.of("tables of this kind are read as a whole");
  }

  /// The columns of an existing table, found by looking at its data.
  ///
  /// @throws io.velostream.columnar.error.UserException when this kind of table cannot say, or its
  ///   data cannot be read
  Schema inferSchema(Options options, World world);

  /// Whether a reader of such a table makes use of [TableRequest#bounds()].
  ///
  /// @param given the options of the table, not yet checked
  default boolean usesBounds(Map<String, String> given) {
    return false;
  }

  /// Whether rows of such a table can be found by their keys, see [#openLookup].
  default boolean findsByKey() {
    return false;
  }

  /// Opens what finds rows by their keys; only of a connector that [#findsByKey()].
  ///
  /// @param keys positions in [TableRequest#columns()]
  /// @param types of the keys that will be asked for, which compare with those of the columns
  default KeyLookup openLookup(TableRequest request, List<Integer> keys, List<DataType> types) {
    throw new IllegalStateException(name() + " finds no rows by keys");
  }

  /// Checks a table when it is created: whether options and columns go together. Looks at nothing
  /// outside of the request.
  ///
  /// @throws io.velostream.columnar.error.UserException when it can neither be read nor written
  default void check(TableRequest request) {}

  /// Opens a reader.
  ///
  /// @throws io.velostream.columnar.error.UserException when it can only be written
  BatchReader openReader(TableRequest request);

  /// Opens a reader at a place.
  ///
  /// @param from what [BatchReader#position()] has given, in this process or another one
  /// @throws io.velostream.columnar.error.UserException when the table can only be written, or is
  ///   no longer the one that was read up to that place
  default BatchReader openReader(TableRequest request, ReadPosition from) {
    if (from.isStart()) {
      return openReader(request);
    }
    throw new IllegalStateException(name() + " tells places, but cannot start at them");
  }

  /// Opens readers that read the table together in turns.
  ///
  /// @param requests one for each reader, alike but for what takes their bad rows
  /// @return as many readers as requests, or none when the table can only be read as a whole
  /// @throws io.velostream.columnar.error.UserException when it can only be written
  default List<TurnReader> openTurns(List<TableRequest> requests) {
    return List.of();
  }

  /// Opens readers that read the table together in turns, from a place on.
  ///
  /// @param from what [TurnReader#placeBehindRound()] or [BatchReader#position()] has given, in
  ///   this process or another one
  /// @return as many readers as requests, or none when only one reader can go on from there
  /// @throws io.velostream.columnar.error.UserException when the table can only be written, or is
  ///   no longer the one that was read up to that place
  default List<TurnReader> openTurns(List<TableRequest> requests, ReadPosition from) {
    return from.isStart() ? openTurns(requests) : List.of();
  }

  /// Opens a writer.
  ///
  /// @throws io.velostream.columnar.error.UserException when it can only be read
  BatchWriter openWriter(TableRequest request);

  /// Opens a writer that makes rows visible epoch by epoch, each once.
  ///
  /// @return nothing when such a table has no way to do that
  /// @throws io.velostream.columnar.error.UserException when it can only be read, or when other
  ///   options of it could be written so
  default Optional<EpochWriter> openEpochWriter(TableRequest request) {
    return Optional.empty();
  }
}
