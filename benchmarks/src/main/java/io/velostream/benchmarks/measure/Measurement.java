package io.velostream.benchmarks.measure;

import java.util.List;
import java.util.Optional;

/// A line of the report.
///
/// @param scenario its id
/// @param title what it measures
/// @param mode how the query was driven; `direct` is one thread calling the pipeline in a loop
/// @param parallelism pipelines
/// @param records of one run
/// @param outputRows changes that one run put out
/// @param lateRows rows that one run put aside, all of them expected
/// @param errors rows that did not decode or were late without being expected to be; must be 0
/// @param checksum of the net result, see [io.velostream.benchmarks.check.Checksum]
/// @param rates records per second
/// @param bytesPerRecord heap allocated per record, the median of the runs
/// @param bytesIn bytes of input, 0 for input in memory
/// @param peer what DuckDB made of it, if it was asked
/// @param target the ratio to be reached, if there is one
/// @param overhead what the job around the query costs: `1 - simple / direct`
/// @param efficiency what several pipelines gain: `adaptive(P) / (P * simple)`
/// @param failure why the figures count for nothing, if they do
public record Measurement(
    String scenario,
    String title,
    String mode,
    int parallelism,
    long records,
    long outputRows,
    long lateRows,
    long errors,
    String checksum,
    Statistics rates,
    double bytesPerRecord,
    long bytesIn,
    Optional<Peer> peer,
    Optional<Double> target,
    Optional<String> failure,
    Optional<Double> overhead,
    Optional<Double> efficiency) {

  /// A measurement of one mode alone.
  public Measurement(
      String scenario,
      String title,
      String mode,
      int parallelism,
      long records,
      long outputRows,
      long lateRows,
      long errors,
      String checksum,
      Statistics rates,
      double bytesPerRecord,
      long bytesIn,
      Optional<Peer> peer,
      Optional<Double> target,
      Optional<String> failure) {
    this(
        scenario,
        title,
        mode,
        parallelism,
        records,
        outputRows,
        lateRows,
        errors,
        checksum,
        rates,
        bytesPerRecord,
        bytesIn,
        peer,
        target,
        failure,
        Optional.empty(),
        Optional.empty());
  }

  /// DuckDB's side of it.
  ///
  /// @param form in which form the query was timed
  /// @param rates records per second
  public record Peer(String form, Statistics rates) {}

  /// A scenario that could not be measured.
  public static Measurement failed(String scenario, String title, String why) {
    return new Measurement(
        scenario,
        title,
        "direct",
        1,
        0,
        0,
        0,
        0,
        "",
        new Statistics(0, 0, 0),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.of(why));
  }

  /// How many times as fast as DuckDB, by the medians.
  public Optional<Double> ratio() {
    return peer.map(p -> rates.median() / p.rates().median());
  }

  /// The same with overhead and efficiency, where the modes that they compare are among `others`.
  public Measurement comparedWith(List<Measurement> others) {
    boolean direct = mode.equals(Mode.DIRECT.name());
    boolean simple = mode.equals(Mode.SIMPLE.name());
    return new Measurement(
        scenario,
        title,
        mode,
        parallelism,
        records,
        outputRows,
        lateRows,
        errors,
        checksum,
        rates,
        bytesPerRecord,
        bytesIn,
        peer,
        target,
        failure,
        simple ? medianOf(others, Mode.DIRECT).map(of -> 1 - rates.median() / of) : overhead,
        direct || simple
            ? efficiency
            : medianOf(others, Mode.SIMPLE).map(of -> rates.median() / (parallelism * of)));
  }

  private static Optional<Double> medianOf(List<Measurement> measurements, Mode mode) {
    return measurements.stream()
        .filter(one -> one.mode().equals(mode.name()))
        .map(one -> one.rates().median())
        .findFirst();
  }

  /// Nanoseconds per record, by the median.
  public double nanosPerRecord() {
    return rates.median() == 0 ? 0 : 1e9 / rates.median();
  }

  /// Megabytes of input per second, by the median.
  public double megabytesPerSecond() {
    return records == 0 ? 0 : rates.median() / records * bytesIn / 1e6;
  }

  /// Whether the result was right and no row was lost.
  public boolean valid() {
    return failure.isEmpty() && errors == 0;
  }
}
