package io.velostream.engine.settings;

import java.util.List;

/// A session setting: its name, what it means, its default, and the values it can have (empty when
/// any text that [Settings] can read).
public record SettingSpec(
    String name, String description, String defaultValue, List<String> values) {}
