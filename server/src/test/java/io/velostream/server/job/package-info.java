/// Tests of the life of jobs.
@NullMarked
package io.velostream.server.job;

import org.jspecify.annotations.NullMarked;
