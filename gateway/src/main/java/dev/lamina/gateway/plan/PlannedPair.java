package dev.lamina.gateway.plan;

import dev.lamina.contract.AnalysisUnit.ArrayPair;

/// A pair of models on a task, with the arrays that hold their activations.
public record PlannedPair(ResolvedTask task, ResolvedTask.Pair names, ArrayPair arrays) {}
