package io.velostream.runtime.parallel;

import io.velostream.plan.TableDescription;
import io.velostream.runtime.table.StoredBatches;

/// Undecodable input of a table that is to be written elsewhere.
record Letters(TableDescription table, StoredBatches rows) {}
