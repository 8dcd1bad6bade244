package io.velostream.connector.formats;

import io.velostream.stream.seam.World;

/// What messages are of.
///
/// @param topic the name of what they lie in
/// @param key whether they are keys, and not values
/// @param world the seams
public record MessageUse(String topic, boolean key, World world) {}
