package io.velostream.engine;

import java.util.List;

/// A session setting: its name, what it means, its default, and the values it can have (empty when
/// any text that [Settings] can read).
record SettingSpec(String name, String description, String defaultValue, List<String> values) {}
