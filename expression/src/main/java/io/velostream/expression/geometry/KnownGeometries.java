package io.velostream.expression.geometry;

import io.velostream.columnar.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// Geometries that were read lately, since areas are few where positions are many: an area is read
/// once, and from its second use on it has an index of its edges. Points are not kept. It forgets
/// everything when it has become too large.
final class KnownGeometries {
  /// Bytes of all values that are kept.
  private static final long ROOM = 8L << 20;

  private static final int MAX_SIZE = 1 << 20;

  /// The bytes of a small value, such as a point or a short line, are read as fast as looked up.
  private static final int MIN_SIZE = 60;

  private static final Map<Slice, KnownGeometries> KEPT = new ConcurrentHashMap<>();
  private static final AtomicLong SIZE = new AtomicLong();

  private final Geometry geometry;
  private final AtomicInteger uses = new AtomicInteger();
  private volatile @Nullable PreparedGeometry prepared;

  private KnownGeometries(Geometry geometry) {
    this.geometry = geometry;
  }

  /// The geometry of a value.
  static KnownGeometries of(Slice value) {
    if (value.length() < MIN_SIZE || value.length() > MAX_SIZE) {
      return new KnownGeometries(JtsShapes.read(value));
    }
    KnownGeometries kept = KEPT.get(value);
    if (kept != null) {
      return kept;
    }
    KnownGeometries fresh = new KnownGeometries(JtsShapes.read(value));
    if (SIZE.addAndGet(value.length()) > ROOM) {
      KEPT.clear();
      SIZE.set(value.length());
    }
    KEPT.put(value.copy(), fresh);
    return fresh;
  }

  /// The geometry itself.
  Geometry geometry() {
    return geometry;
  }

  /// The geometry with an index of its edges, or `null` as long as that is not worth while.
  @Nullable PreparedGeometry prepared() {
    PreparedGeometry ready = prepared;
    if (ready == null && uses.incrementAndGet() > 1) {
      // Two threads may both make one: that does no harm.
      ready = PreparedGeometryFactory.prepare(geometry);
      prepared = ready;
    }
    return ready;
  }
}
