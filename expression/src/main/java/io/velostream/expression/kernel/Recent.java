package io.velostream.expression.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Things that are expensive to make and usually made from the same few constants, such as compiled
/// patterns. It forgets everything when it has become too large.
public final class Recent<K, V> {
  private static final int MAX_SIZE = 1000;

  private final Map<K, V> made = new ConcurrentHashMap<>();
  private final Function<K, V> maker;
  private final UnaryOperator<K> keeper;

  /// @param keeper makes a key that lasts
  public Recent(Function<K, V> maker, UnaryOperator<K> keeper) {
    this.maker = maker;
    this.keeper = keeper;
  }

  /// The thing made of a key.
  public V get(K key) {
    @Nullable V known = made.get(key);
    if (known != null) {
      return known;
    }
    V fresh = maker.apply(key);
    if (made.size() >= MAX_SIZE) {
      made.clear();
    }
    made.put(keeper.apply(key), fresh);
    return fresh;
  }
}
