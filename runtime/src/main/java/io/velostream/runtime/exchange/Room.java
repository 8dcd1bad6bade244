package io.velostream.runtime.exchange;

/// How much a queue between two pipelines has room for. Changes no result.
///
/// @param parcels that may wait, a power of two
/// @param parcelRows rows of a parcel at most, unless they are lent
public record Room(int parcels, int parcelRows) {
  private static final int PARCEL_ROWS = 4096;

  public Room {
    if (parcels < 1 || parcelRows < 1) {
      throw new IllegalArgumentException("must be positive: " + parcels + ", " + parcelRows);
    }
  }

  /// For parcels of the usual size.
  public Room(int parcels) {
    this(parcels, PARCEL_ROWS);
  }
}
