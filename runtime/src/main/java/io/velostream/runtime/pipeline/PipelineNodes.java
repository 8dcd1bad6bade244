package io.velostream.runtime.pipeline;

import java.util.List;

/// The nodes of one pipeline.
///
/// @param topological all of them, each after its inputs
/// @param roots those whose output is a result, by plan
/// @param lookups tables that operators look rows up in
record PipelineNodes(
    List<SourceNode> sources,
    List<WatermarkNode> watermarks,
    List<PipelineNode> topological,
    List<PipelineNode> roots,
    List<LookupTable> lookups) {
  PipelineNodes {
    sources = List.copyOf(sources);
    watermarks = List.copyOf(watermarks);
    topological = List.copyOf(topological);
    roots = List.copyOf(roots);
    lookups = List.copyOf(lookups);
  }
}
