package io.velostream.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;

/// All values of one metric, each with labels of its own, as the client of Prometheus wants them.
/// Mutable: values are added, then it is built.
sealed interface MetricFamily {
  /// Adds a value; those of a metric differ in their labels.
  void add(Labels labels, double value);

  /// What was added.
  MetricSnapshot build();

  /// Values that only grow.
  static MetricFamily counter(String name, String help) {
    return new Counter(CounterSnapshot.builder().name(name).help(help));
  }

  /// Values that come and go.
  static MetricFamily gauge(String name, String help) {
    return new Gauge(GaugeSnapshot.builder().name(name).help(help));
  }

  /// Which of several states each has.
  static States states(String name, String help) {
    return new States(StateSetSnapshot.builder().name(name).help(help));
  }

  /// See [#counter].
  record Counter(CounterSnapshot.Builder values) implements MetricFamily {
    @Override
    public void add(Labels labels, double value) {
      values.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build());
    }

    @Override
    public MetricSnapshot build() {
      return values.build();
    }
  }

  /// See [#gauge].
  record Gauge(GaugeSnapshot.Builder values) implements MetricFamily {
    @Override
    public void add(Labels labels, double value) {
      values.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
    }

    @Override
    public MetricSnapshot build() {
      return values.build();
    }
  }

  /// States in place of values. Mutable as well.
  record States(StateSetSnapshot.Builder values) {
    /// Adds what is in one of the states.
    ///
    /// @param all the states that there are
    void add(Labels labels, Enum<?>[] all, Enum<?> state) {
      StateSetSnapshot.StateSetDataPointSnapshot.Builder point =
          StateSetSnapshot.StateSetDataPointSnapshot.builder().labels(labels);
      for (Enum<?> each : all) {
        point.state(each.name(), each.equals(state));
      }
      values.dataPoint(point.build());
    }

    MetricSnapshot build() {
      return values.build();
    }
  }
}
