package dev.lamina.extraction.checkpoint;

/// A linear layer of a graph that a LoRA adapter may add to: `y += (x Aᵀ) Bᵀ`, where A
/// `[rank, in]` and B `[out, rank]` are inputs of the graph and rank 0 adds nothing.
///
/// @param module its name in the bare model, for instance `layers.0.self_attn.q_proj`
public record AdapterSlot(String module, int in, int out) {

  public String inputA() {
    return "lora.A." + module;
  }

  public String inputB() {
    return "lora.B." + module;
  }
}
