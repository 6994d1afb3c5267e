package dev.lamina.gateway.scores;

/// A score that has no value, and why.
public record UndefinedScore(
    String experimental, String control, String task, int layer, String measure, String why) {}
