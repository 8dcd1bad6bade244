/// How long operators remember what no watermark lets go: what tables, hints and settings say of
/// it, put into a plan. Knows plans and syntax trees, nothing of operators.
@NullMarked
package io.velostream.sql.retain;

import org.jspecify.annotations.NullMarked;
