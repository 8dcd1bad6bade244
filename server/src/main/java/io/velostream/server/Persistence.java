package io.velostream.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.server.catalog.Definition;
import io.velostream.server.catalog.DefinitionJournal;
import io.velostream.server.job.JobFailure;
import io.velostream.server.job.JobJournal;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobState;
import io.velostream.server.job.StoredJob;
import io.velostream.server.json.Json;
import io.velostream.server.store.ObjectStore;
import io.velostream.stream.seam.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Definitions and jobs as objects of the data directory.
final class Persistence {
  private final ObjectStore definitions;
  private final ObjectStore jobs;

  /// @throws EnvironmentException when the folder cannot be made
  Persistence(Files files, String data) {
    this.definitions = new ObjectStore(files, data + "/catalog");
    this.jobs = new ObjectStore(files, data + "/jobs");
  }

  List<Definition> definitions() {
    return definitions.all().stream().map(Persistence::definition).toList();
  }

  List<StoredJob> jobs() {
    return jobs.all().stream().map(Persistence::job).toList();
  }

  DefinitionJournal definitionJournal() {
    return new DefinitionJournal() {
      @Override
      public synchronized void save(Definition definition) {
        ObjectNode node = Json.object();
        node.put("number", definition.number());
        node.put("name", definition.name());
        node.put("sql", definition.sql());
        node.put("job", definition.job());
        definitions.put(definition.name(), node.toPrettyString());
      }

      @Override
      public synchronized void delete(String name) {
        definitions.delete(name);
      }
    };
  }

  JobJournal jobJournal() {
    return new JobJournal() {
      @Override
      public synchronized void save(StoredJob job) {
        jobs.put(job.spec().name(), text(job));
      }

      @Override
      public synchronized void delete(String name) {
        jobs.delete(name);
      }
    };
  }

  private static Definition definition(String text) {
    JsonNode node = read(text);
    return new Definition(
        node.path("number").asLong(),
        node.path("name").asText(),
        node.path("sql").asText(),
        node.path("job").asText());
  }

  private static String text(StoredJob job) {
    JobSpec spec = job.spec();
    ObjectNode node = Json.object();
    node.put("number", job.number());
    node.put("name", spec.name());
    node.put("sql", spec.sql());
    node.put("identity", job.identity());
    node.put("savepoint", job.savepoint());
    node.put("state", job.state().name());
    node.put("reason", job.reason());
    node.put("bounded", spec.bounded());
    put(node.putArray("reads"), spec.reads());
    put(node.putArray("writes"), spec.writes());
    put(node.putObject("settings"), spec.settings());
    put(node.putObject("annotations"), spec.annotations());
    ArrayNode metrics = node.putArray("metrics");
    spec.metrics().forEach(metric -> metrics.add(StoredMetrics.node(metric)));
    job.failure().ifPresent(failure -> Json.put(node.putObject("failure"), failure));
    return node.toPrettyString();
  }

  private static StoredJob job(String text) {
    JsonNode node = read(text);
    JobSpec spec =
        new JobSpec(
            node.path("name").asText(),
            node.path("sql").asText(),
            map(node.path("settings")),
            map(node.path("annotations")),
            set(node.path("reads")),
            set(node.path("writes")),
            node.path("bounded").asBoolean(),
            StoredMetrics.metrics(node.path("metrics")));
    JsonNode failure = node.path("failure");
    return new StoredJob(
        node.path("number").asLong(),
        spec,
        node.path("identity").asText(spec.identity(node.path("number").asLong())),
        node.path("savepoint").asText(),
        JobState.valueOf(node.path("state").asText()),
        failure.isObject() ? Optional.of(failure(failure)) : Optional.empty(),
        node.path("reason").asText());
  }

  private static JobFailure failure(JsonNode node) {
    return new JobFailure(
        JobFailure.Kind.valueOf(node.path("kind").asText()),
        node.path("code").asText(),
        node.path("message").asText(),
        node.path("line").asInt(),
        node.path("column").asInt(),
        node.path("hint").asText(),
        node.path("input").asText());
  }

  private static void put(ArrayNode into, Collection<String> values) {
    new TreeSet<>(values).forEach(into::add);
  }

  private static void put(ObjectNode into, Map<String, String> values) {
    new java.util.TreeMap<>(values).forEach(into::put);
  }

  private static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static Set<String> set(JsonNode node) {
    Set<String> set = new TreeSet<>();
    node.forEach(value -> set.add(value.asText()));
    return set;
  }

  private static JsonNode read(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      // Its checksum is right: another version has written it.
      throw new EnvironmentException(
          "an object of the data directory cannot be read: " + e.getOriginalMessage(), e, false);
    }
  }
}
