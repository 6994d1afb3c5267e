package dev.lamina.gateway.plan;

import dev.lamina.contract.ModelRef;
import java.util.List;

/// A model of a sweep, found and described.
///
/// @param name as scores name it: `{task}` filled in
/// @param layers hidden states per row, the embedding output included
/// @param features width of a hidden state
/// @param maxTokens the model's own limit
/// @param parameters count of its weights
/// @param lastLayer where its last hidden state is taken
/// @param remarks what its user should know and need not act on
public record ResolvedModel(
    String name,
    ModelRef ref,
    int layers,
    int features,
    int maxTokens,
    long parameters,
    String lastLayer,
    String pool,
    List<String> remarks) {

  public ResolvedModel {
    remarks = List.copyOf(remarks);
  }
}
