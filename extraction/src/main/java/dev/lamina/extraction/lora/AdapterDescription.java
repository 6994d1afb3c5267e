package dev.lamina.extraction.lora;

import java.util.Optional;

/// What is known of an adapter that fits its base.
///
/// @param digest SHA-256, 64 hexadecimal digits, over everything that determines its effect: its
///     weights and their scale
/// @param parameters numbers that it adds
/// @param trainedOn how its settings name the base that it was trained on, a name or a path
public record AdapterDescription(String digest, long parameters, Optional<String> trainedOn) {}
