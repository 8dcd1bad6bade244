package io.velostream.columnar.geometry;

import io.velostream.columnar.Slice;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of a geometry: EWKB, upper byte first, with the SRID at the outermost geometry where
/// it is not 0. All parts have Z, or M, if one point has it; a point that lacks it has NaN there.
/// An empty POINT has NaN everywhere, and no number is −0.
///
/// So two values of the same points in the same order, and of one SRID, are the same bytes.
public final class ShapeBytes {
  private static final int FLAG_Z = 0x8000_0000;
  private static final int FLAG_M = 0x4000_0000;
  private static final int FLAG_SRID = 0x2000_0000;
  private static final int KINDS = 0x0FFF_FFFF;

  /// ISO writes the kind of a geometry with Z as 1001, with M as 2001, with both as 3001.
  private static final int ISO = 1000;

  private static final int MAX_DEPTH = 100;
  private static final int HEADER = 5;

  private final ByteBuffer in;

  private ShapeBytes(ByteBuffer in) {
    this.in = in;
  }

  /// The value of a geometry.
  public static Slice write(Shape shape, int srid) {
    boolean z = shape.has(2);
    boolean m = shape.has(3);
    int ordinates = 2 + (z ? 1 : 0) + (m ? 1 : 0);
    long size = size(shape, ordinates) + (srid == 0 ? 0 : Integer.BYTES);
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
    put(shape, (z ? FLAG_Z : 0) | (m ? FLAG_M : 0), srid, out);
    return new Slice(out.array(), 0, out.position());
  }

  private static long size(Shape shape, int ordinates) {
    long own = (long) Double.BYTES * ordinates * shape.size();
    return switch (shape.kind()) {
      case POINT -> HEADER + (long) Double.BYTES * ordinates;
      case LINESTRING -> HEADER + Integer.BYTES + own;
      case POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION -> {
        long size = HEADER + Integer.BYTES;
        for (Shape part : shape.parts()) {
          size += size(part, ordinates);
        }
        // A ring has no header.
        yield shape.kind() == Shape.Kind.POLYGON
            ? size - (long) HEADER * shape.parts().size()
            : size;
      }
    };
  }

  private static void put(Shape shape, int flags, int srid, ByteBuffer out) {
    out.put((byte) 0).putInt(shape.kind().code() | flags | (srid == 0 ? 0 : FLAG_SRID));
    if (srid != 0) {
      out.putInt(srid);
    }
    if (shape.kind() == Shape.Kind.POINT) {
      if (shape.isEmpty()) {
        for (int i = 0; i < 2 + Integer.bitCount(flags); i++) {
          out.putDouble(Double.NaN);
        }
      } else {
        points(shape, flags, out);
      }
    } else if (shape.kind() == Shape.Kind.LINESTRING) {
      out.putInt(shape.size());
      points(shape, flags, out);
    } else {
      out.putInt(shape.parts().size());
      for (Shape part : shape.parts()) {
        if (shape.kind() == Shape.Kind.POLYGON) {
          out.putInt(part.size());
          points(part, flags, out);
        } else {
          put(part, flags, 0, out);
        }
      }
    }
  }

  private static void points(Shape shape, int flags, ByteBuffer out) {
    for (int i = 0; i < shape.size(); i++) {
      // Adding 0 makes −0 to 0.
      out.putDouble(shape.number(i, 0) + 0.0).putDouble(shape.number(i, 1) + 0.0);
      if ((flags & FLAG_Z) != 0) {
        out.putDouble(shape.number(i, 2) + 0.0);
      }
      if ((flags & FLAG_M) != 0) {
        out.putDouble(shape.number(i, 3) + 0.0);
      }
    }
  }

  /// The canonical form of a geometry in WKB, of ISO or extended, of any byte order; or `null` when
  /// the bytes are none.
  public static @Nullable Slice canonical(Slice wkb) {
    if (wkb.length() < HEADER) {
      return null;
    }
    Shape shape;
    int srid;
    ByteBuffer in = ByteBuffer.wrap(wkb.array(), wkb.offset(), wkb.length());
    try {
      srid = srid(in.duplicate());
      shape = new ShapeBytes(in).read(0);
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return null;
    }
    return in.hasRemaining() || !shape.complaint().isEmpty() ? null : write(shape, srid);
  }

  /// The SRID of a value, 0 if it has none.
  public static int srid(Slice value) {
    return srid(ByteBuffer.wrap(value.array(), value.offset(), value.length()));
  }

  private static int srid(ByteBuffer in) {
    in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return (in.getInt() & FLAG_SRID) == 0 ? 0 : in.getInt();
  }

  /// The parts of a value.
  public static Shape shape(Slice value) {
    return new ShapeBytes(ByteBuffer.wrap(value.array(), value.offset(), value.length())).read(0);
  }

  private Shape read(int depth) {
    byte order = in.get();
    in.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int head = in.getInt();
    int iso = (head & KINDS) / ISO;
    int code = (head & KINDS) % ISO;
    if (order < 0 || order > 1 || !Shape.Kind.exists(code) || iso > 3 || depth > MAX_DEPTH) {
      throw new IllegalArgumentException("no geometry");
    }
    if ((head & FLAG_SRID) != 0) {
      in.getInt();
    }
    boolean z = (head & FLAG_Z) != 0 || iso == 1 || iso == 3;
    boolean m = (head & FLAG_M) != 0 || iso >= 2;
    Shape.Kind kind = Shape.Kind.of(code);
    return switch (kind) {
      case POINT -> {
        double[] point = points(1, z, m);
        boolean empty = Double.isNaN(point[0]) && Double.isNaN(point[1]);
        yield Shape.of(kind, checked(empty ? new double[0] : point));
      }
      case LINESTRING -> Shape.of(kind, checked(points(count(), z, m)));
      case POLYGON -> {
        List<Shape> rings = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
          rings.add(Shape.of(Shape.Kind.LINESTRING, checked(points(count(), z, m))));
        }
        yield Shape.of(kind, rings);
      }
      case MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION ->
          Shape.of(kind, members(kind, depth));
    };
  }

  private List<Shape> members(Shape.Kind kind, int depth) {
    List<Shape> members = new ArrayList<>();
    ByteOrder order = in.order();
    for (int left = count(); left > 0; left--) {
      Shape member = read(depth + 1);
      if (kind != Shape.Kind.GEOMETRYCOLLECTION && member.kind() != kind.part()) {
        throw new IllegalArgumentException("no part of a " + kind);
      }
      members.add(member);
      in.order(order);
    }
    return members;
  }

  private int count() {
    int count = in.getInt();
    // Each point or part takes at least so many bytes.
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  private double[] points(int count, boolean z, boolean m) {
    double[] points = new double[count * Shape.STRIDE];
    for (int i = 0; i < points.length; i += Shape.STRIDE) {
      points[i] = in.getDouble();
      points[i + 1] = in.getDouble();
      points[i + 2] = z ? in.getDouble() : Double.NaN;
      points[i + 3] = m ? in.getDouble() : Double.NaN;
    }
    return points;
  }

  private static double[] checked(double[] points) {
    for (int i = 0; i < points.length; i += Shape.STRIDE) {
      if (!Double.isFinite(points[i]) || !Double.isFinite(points[i + 1])) {
        throw new IllegalArgumentException("no point");
      }
    }
    return points;
  }
}
