package io.velostream.engine.execute;

import io.velostream.connector.spi.Connectors;
import io.velostream.engine.catalog.Catalog;
import io.velostream.engine.settings.Settings;
import io.velostream.stream.seam.World;

/// What statements of one session work on.
public record Environment(World world, Connectors connectors, Catalog catalog, Settings settings) {}
