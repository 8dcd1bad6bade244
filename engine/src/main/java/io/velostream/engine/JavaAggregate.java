package io.velostream.engine;

import io.velostream.columnar.DataType;
import io.velostream.engine.value.SqlTypes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An aggregate function written in Java, for [Session#register(JavaAggregate)]. Queries use it
/// with GROUP BY and windows as they do SUM.
///
/// It gets and gives objects of the classes that [Row#getObject(int)] names. Rows with a NULL
/// argument are left out. States are objects of its own; each belongs to one group. The result must
/// not depend on the order in which rows are added or states merged. It runs on the session's
/// thread. An exception that it throws ends the query as a user's error.
///
/// @param <S> the class of states
/// @param name in SQL, letter case aside
/// @param parameters types of the arguments, one at least; an argument of a narrower type is
///   widened
/// @param result type of the result
/// @param body what it computes
public record JavaAggregate<S>(
    String name, List<DataType> parameters, DataType result, Body<S> body) {
  /// @throws IllegalArgumentException without a parameter
  public JavaAggregate {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("an aggregate function needs a parameter");
    }
  }

  /// What an aggregate of any number of arguments computes.
  ///
  /// @param <S> the class of states
  public interface Body<S> {
    /// The state of no rows.
    S create();

    /// Adds a row to a state.
    ///
    /// @param arguments one for each parameter; none is `null`
    void add(S state, Object... arguments);

    /// Whether [#retract] can take rows back. If not, and rows of the input can be retracted, the
    /// engine keeps the different rows of each group and computes the result anew from them when it
    /// changes.
    default boolean canRetract() {
      return false;
    }

    /// Takes a row back that was added.
    default void retract(S state, Object... arguments) {
      throw new UnsupportedOperationException("rows cannot be taken back");
    }

    /// Adds all rows of `other`, which stays as it is, to a state: windows that overlap and
    /// sessions that grow together are put together of parts.
    void merge(S state, S other);

    /// The result, `null` for NULL. It may be asked for more than once; rows may follow.
    @Nullable Object finish(S state);

    /// How states are saved with the job; nothing when they cannot be, so that a job with
    /// checkpoints is refused.
    default Optional<Codec<S>> codec() {
      return Optional.empty();
    }
  }

  /// States as bytes, which outlive the program. A later version of the program must still be able
  /// to read them.
  ///
  /// @param <S> the class of states
  public interface Codec<S> {
    /// A state as bytes; it stays as it is.
    byte[] write(S state);

    /// A state of its own that is as the one was that was written.
    ///
    /// @throws IllegalArgumentException when these bytes are no state
    S read(byte[] bytes);
  }

  /// What an aggregate of one argument computes; as [Body].
  ///
  /// @param <A> the class of arguments
  /// @param <S> the class of states
  /// @param <R> the class of results
  public interface Unary<A, S, R> {
    /// As [Body#create].
    S create();

    /// As [Body#add].
    void add(S state, A argument);

    /// As [Body#canRetract].
    default boolean canRetract() {
      return false;
    }

    /// As [Body#retract].
    default void retract(S state, A argument) {
      throw new UnsupportedOperationException("rows cannot be taken back");
    }

    /// As [Body#merge].
    void merge(S state, S other);

    /// As [Body#finish].
    @Nullable R finish(S state);

    /// As [Body#codec].
    default Optional<Codec<S>> codec() {
      return Optional.empty();
    }
  }

  /// An aggregate of one argument, its types told by classes.
  ///
  /// @throws IllegalArgumentException for a class that stands for no SQL type, or for several of
  ///   different precision (BigDecimal): then use the constructor
  public static <A, S, R> JavaAggregate<S> of(
      String name, Class<A> argument, Class<R> result, Unary<A, S, R> body) {
    return new JavaAggregate<>(
        name, List.of(SqlTypes.of(argument)), SqlTypes.of(result), new UnaryBody<>(argument, body));
  }

  private record UnaryBody<A, S, R>(Class<A> argument, Unary<A, S, R> body) implements Body<S> {
    @Override
    public S create() {
      return body.create();
    }

    @Override
    public void add(S state, Object... arguments) {
      body.add(state, argument.cast(arguments[0]));
    }

    @Override
    public boolean canRetract() {
      return body.canRetract();
    }

    @Override
    public void retract(S state, Object... arguments) {
      body.retract(state, argument.cast(arguments[0]));
    }

    @Override
    public void merge(S state, S other) {
      body.merge(state, other);
    }

    @Override
    public @Nullable Object finish(S state) {
      return body.finish(state);
    }

    @Override
    public Optional<Codec<S>> codec() {
      return body.codec();
    }
  }
}
