package dev.lamina.tensor;

class MemoryStoreTest extends ObjectStoreContract {

  private final MemoryStore memory = new MemoryStore();

  @Override
  ObjectStore empty() {
    return memory;
  }

  @Override
  ObjectStore again() {
    return memory.again();
  }
}
