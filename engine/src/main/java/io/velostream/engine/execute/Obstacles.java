package io.velostream.engine.execute;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.sql.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Finds out why a statement cannot be resumed, without running it.
final class Obstacles {
  private final Environment environment;

  Obstacles(Environment environment) {
    this.environment = environment;
  }

  /// The first reason that there is; nothing for a statement that can be resumed.
  Optional<String> of(Plan plan, TableDefinition target) {
    if (MemoryTables.isInMemory(target.options())) {
      return Optional.of("'" + target.name() + "' lives in memory");
    }
    Optional<String> source = ofSources(plan.root());
    return source.isPresent() ? source : ofSink(target, plan.root().retracts());
  }

  private Optional<String> ofSink(TableDefinition target, boolean changelog) {
    TableWriters writers = new TableWriters(environment, ProgressListener.NONE);
    try (EpochWriter _ = writers.openEpochs(target, changelog, TableWriters.NOBODY)) {
      return Optional.empty();
    } catch (UserException e) {
      if (e.code() == ErrorCode.NOT_SUPPORTED) {
        return Optional.of(e.message());
      }
      throw e;
    } catch (IOException e) {
      throw new EnvironmentException("cannot open '" + target.name() + "': " + e, e, false);
    }
  }

  private Optional<String> ofSources(PlanNode root) {
    List<LeafNode.Scan> scans = new ArrayList<>();
    addScans(root, scans);
    return scans.stream().map(this::ofSource).flatMap(Optional::stream).findFirst();
  }

  private static void addScans(PlanNode node, List<LeafNode.Scan> scans) {
    if (node instanceof LeafNode.Scan scan) {
      scans.add(scan);
    }
    node.inputs().forEach(input -> addScans(input, scans));
  }

  private Optional<String> ofSource(LeafNode.Scan scan) {
    Sources sources = new Sources(environment, (source, position, raw, reason) -> {});
    try (BatchReader reader = sources.open(scan, ReadPosition.START, UnaryOperator.identity())) {
      return reader.position().isPresent()
          ? Optional.empty()
          : Optional.of("'" + scan.table().name() + "' cannot be read again from the middle");
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot open '%s': %s".formatted(scan.table().name(), e), e, false);
    }
  }
}
